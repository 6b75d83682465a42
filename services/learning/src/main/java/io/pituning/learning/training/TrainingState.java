package io.pituning.learning.training;

import io.pituning.learning.LearningException;
import io.pituning.learning.metric.Metric;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tensor.SafetensorsFile;
import io.pituning.learning.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A training between two batches. The order of the data is not part of it: it follows from the seed and the epoch.
 *
 * @param step batches done; after the last one of an epoch, that epoch is not yet validated
 * @param parameters (P)
 * @param mean (P), the optimizer's
 * @param variance (P), the optimizer's
 * @param best (P), the values after {@code bestEpoch}
 * @param bestValidation what they reach
 */
record TrainingState(
        long step,
        Tensor parameters,
        Tensor mean,
        Tensor variance,
        Tensor best,
        Evaluation bestValidation,
        int bestEpoch) {
    /** To be raised when a state stops meaning what it meant. */
    private static final String VERSION = "1";
    /** Four vectors of 32-bit floats and the header in one Java array. */
    private static final long MOST_PARAMETERS = (Integer.MAX_VALUE - 4096) / 16;

    /** Whether {@link #encode} can: not of hundreds of millions of parameters, as when all of a large model's are trained. */
    boolean canBeKept() {
        return parameters.size(0) <= MOST_PARAMETERS;
    }

    /** A safetensors file, in full precision; the numbers beside the tensors are its metadata. */
    byte[] encode() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("parameters", parameters);
        tensors.put("mean", mean);
        tensors.put("variance", variance);
        tensors.put("best", best);
        return Safetensors.write(
                new NamedTensors(tensors),
                Safetensors.Precision.F32,
                Map.of(
                        "version", VERSION,
                        "step", Long.toString(step),
                        "bestEpoch", Integer.toString(bestEpoch),
                        "score", Double.toString(bestValidation.score()),
                        "metric", bestValidation.metric().name(),
                        "loss", Double.toString(bestValidation.loss()),
                        "examples", Integer.toString(bestValidation.examples())));
    }

    /**
     * The state in these bytes, if this code can go on from it.
     *
     * @param parameters how many parameters the training has
     * @return tensors of the enclosing scope, or the caller's
     */
    static Optional<TrainingState> decode(byte[] bytes, long parameters) {
        try {
            SafetensorsFile file = SafetensorsFile.of(bytes);
            Map<String, String> numbers = file.metadata();
            if (!VERSION.equals(numbers.get("version"))
                    || !file.layout().names().contains("parameters")
                    || file.layout().shape("parameters")[0] != parameters) {
                return Optional.empty();
            }
            return Optional.of(new TrainingState(
                    Long.parseLong(numbers.get("step")),
                    file.read("parameters"),
                    file.read("mean"),
                    file.read("variance"),
                    file.read("best"),
                    new Evaluation(
                            Double.parseDouble(numbers.get("score")),
                            Metric.valueOf(numbers.get("metric")),
                            Double.parseDouble(numbers.get("loss")),
                            Integer.parseInt(numbers.get("examples"))),
                    Integer.parseInt(numbers.get("bestEpoch"))));
        } catch (LearningException notSafetensors) {
            return Optional.empty();
        }
    }
}
