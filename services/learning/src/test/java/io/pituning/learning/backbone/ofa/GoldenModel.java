package io.pituning.learning.backbone.ofa;

import static io.pituning.learning.backbone.ofa.GoldenNumbers.near;
import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.backbone.Batch;
import io.pituning.learning.backbone.DecoderState;
import io.pituning.learning.backbone.DecoderStep;
import io.pituning.learning.backbone.Encoded;
import io.pituning.learning.backbone.FrozenCache;
import io.pituning.learning.backbone.SourceShape;
import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.backbone.Weights;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.similarity.FisherInformation;
import io.pituning.learning.tensor.GradientTape;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import io.pituning.learning.training.SequenceLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the frozen model and its experts compute, against a case's numbers. */
record GoldenModel(GoldenCase golden, Npz numbers, NamedTensors weights, OfaBackbone backbone) {

    /** The picture stem, alone or before the rest. */
    void checkStem() {
        Tensor pixels = numbers.get("in/patch_images").tensor();
        ImageStem stem = new ImageStem(golden.config(), weights, golden.onBatchStatistics());
        Tensor features = stem.forward(pixels);
        near(numbers, "resnet_out", features, 5e-5, 1e-5);
        for (String name : numbers.arrays().keySet()) {
            if (name.matches(".*/encoder\\.embed_images\\..*running_(mean|var)")) {
                near(numbers, name, weights.get(name.substring(name.indexOf("/") + 1)), 1e-5, 1e-5);
            }
        }
        // Only now: with batch statistics every pass moves the running ones.
        GoldenLayers.checkStem(numbers, stem, pixels);
    }

    void checkForward() {
        Batch batch = golden.batch(numbers, backbone);
        NamedTensors given = numbers.tensors("expert/");
        Optional<GoldenExpert> method =
                given.names().isEmpty() ? Optional.empty() : Optional.of(GoldenExpert.of(given, golden.config()));
        Expert expert = method.map(m -> m.expert(given)).orElse(Expert.none());

        Encoded encoded = backbone.encode(batch.patches(), batch.source(), expert);
        near(numbers, "encoder_out", encoded.states(), 5e-5, 0);
        Tensor logits = backbone.decode(encoded, batch.decoderInput(), expert);
        near(numbers, "logits", logits, 5e-5, 0);
        near(numbers, "logits_eval_merged", logits, 5e-5, 0);
        near(numbers, "loss", SequenceLoss.perToken(logits, batch.target(), 0), 1e-5, 0);
        near(numbers, "loss_label_smoothed_0.1", SequenceLoss.perToken(logits, batch.target(), 0.1), 1e-5, 0);
        checkBiases(encoded.shape(), batch.source().size(), batch.decoderInput().length());
        GoldenLayers.check(numbers, golden.config(), weights, expert, batch);
        method.ifPresent(m -> checkGradients(m, given, batch));
    }

    private void checkBiases(SourceShape shape, int rows, int target) {
        try (FrozenCache cache = new FrozenCache()) {
            PositionBias biases = new PositionBias(golden.config(), Optional.of(cache));
            Weights frozen = new Weights(weights, Expert.none());
            Tensor positions = biases.sourcePositions(shape, frozen);
            near(numbers, "encoder_position_embeddings", perRow(positions, rows), 5e-5, 0);
            for (int i = 0; i < golden.config().encoderLayers(); i++) {
                Tensor bias = biases.encoder(i, shape, frozen);
                near(numbers, "encoder.layers." + i + ".self_attn_bias", perRow(bias, rows), 5e-5, 0);
            }
            for (int i = 0; i < golden.config().decoderLayers(); i++) {
                Tensor bias = biases.decoder(i, 0, target, frozen);
                // The causal mask is part of our bias; the reference adds it elsewhere.
                String name = "decoder.layers." + i + ".self_attn_bias";
                if (numbers.has(name)) {
                    near(numbers, name, withoutMask(perRow(bias, rows), numbers.get(name)), 5e-5, 0);
                }
            }
            near(numbers, "decoder.cross_attn_bias", perRow(biases.cross(shape, 0, target, frozen), rows), 5e-5, 0);
        }
    }

    /** The bias (B, H, T, T) with the reference's values above the diagonal, where ours must be minus infinity. */
    private static Tensor withoutMask(Tensor bias, Npz.Values reference) {
        float[] values = bias.toFloats();
        int length = (int) bias.size(3);
        for (int i = 0; i < values.length; i++) {
            boolean future = i % length > i / length % length;
            assertThat(values[i] == Float.NEGATIVE_INFINITY).as("causal mask").isEqualTo(future);
            values[i] = future ? (float) reference.data()[i] : values[i];
        }
        return Tensor.of(values, bias.shape());
    }

    private static Tensor perRow(Tensor shared, int rows) {
        long[] shape = shared.shape();
        shape[0] = rows;
        return shared.broadcast(shape);
    }

    private void checkGradients(GoldenExpert method, NamedTensors given, Batch batch) {
        TensorLayout layout = given.layout();
        if (!numbers.under("grad/").isEmpty()) {
            Tensor gradient = GradientTape.of(
                            layout.flatten(given),
                            flat -> SequenceLoss.perToken(
                                    backbone.forward(batch, method.expert(layout.cut(flat))), batch.target(), 0))
                    .gradient();
            GoldenNumbers.each(numbers, "grad/", layout.cut(gradient), 1e-6, 1e-4);
        }
        if (!numbers.under("sample_grad/").isEmpty()) {
            Expert expert = method.expert(given);
            TensorLayout own = expert.tensors().layout();
            Tensor gradients = FisherInformation.sampleGradients(backbone, expert, own, batch);
            GoldenNumbers.eachOfMax(numbers, "sample_grad/", method.reference(own.cut(gradients)));
            Tensor squares = FisherInformation.squaredSum(backbone, expert, own, batch)
                    .multiply(1.0 / batch.source().size());
            GoldenNumbers.eachOfMax(numbers, "fisher_exact/", method.reference(own.cut(squares)));
        }
        if (!numbers.under("fisher_official/").isEmpty()) {
            Expert expert = method.expert(given);
            TensorLayout own = expert.tensors().layout();
            Tensor squares = FisherInformation.squaredBatch(backbone, expert, own, batch, 0.1)
                    .multiply(1.0 / batch.source().size());
            GoldenNumbers.eachOfMax(numbers, "fisher_official/", method.reference(own.cut(squares)));
        }
        GoldenSteps steps = new GoldenSteps(golden.description(), numbers, layout);
        if (!steps.prefixes().isEmpty()) {
            steps.check(
                    layout.flatten(given),
                    flat -> SequenceLoss.perToken(
                            backbone.forward(batch, method.expert(layout.cut(flat))),
                            batch.target(),
                            steps.smoothing()));
        }
    }

    /** Greedy decoding with cached keys and values, without a stop, of the bare model or of another case's expert. */
    void checkGreedy(String prefix, Expert expert) {
        long[][] expected = numbers.get(prefix + "_greedy_tokens").rows();
        Encoded encoded = backbone.encode(
                GoldenCase.patches(numbers, backbone), GoldenCase.rows(numbers.get("in/src_tokens")), expert);
        DecoderState state = backbone.start(encoded, expert);
        List<Tensor> logits = new ArrayList<>();
        for (int step = 0; step + 1 < expected[0].length; step++) {
            int column = step;
            List<int[]> column1 = Arrays.stream(expected)
                    .map(row -> new int[] {(int) row[column]})
                    .toList();
            DecoderStep next = backbone.advance(state, TokenRows.of(column1, 1), expert);
            state = next.state();
            logits.add(next.logits());
            float[] scores = next.logits().toFloats();
            int words = scores.length / expected.length;
            for (int b = 0; b < expected.length; b++) {
                int best = b * words;
                for (int i = b * words; i < (b + 1) * words; i++) {
                    best = scores[i] > scores[best] ? i : best;
                }
                assertThat(best - b * words)
                        .as("token %d of row %d", step + 1, b)
                        .isEqualTo((int) expected[b][step + 1]);
            }
        }
        near(numbers, prefix + "_greedy_logits", Tensor.concat(logits, 1), 5e-5, 0);
    }
}
