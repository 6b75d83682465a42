package io.pituning.benchmarks;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.interpolation.ExpertInterpolator;
import io.pituning.learning.interpolation.InterpolationSettings;
import io.pituning.learning.interpolation.Neighbor;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A step that trains three neighbors' experts, the own one and α together, divided by a step that trains one expert. */
final class InterpolationStep implements Benchmark {
    private static final double GOAL = 1.3;
    private static final int ROUNDS = 7;
    private static final int EPOCHS = 2;
    private static final int STEPS_PER_EPOCH = 15;
    private static final int NEIGHBORS = 3;

    @Override
    public Measurement measure() {
        TrainingSettings settings = TrainingSettings.defaults()
                .withEpochs(EPOCHS)
                .withBatchSize(Workbench.BATCH)
                .withPatience(EPOCHS);
        try (Workbench bench = new Workbench();
                Scope whole = Scope.open();
                TaskData data =
                        TaskData.prepare(bench.model(), bench.taskOfOneLength(STEPS_PER_EPOCH * Workbench.BATCH))) {
            List<Neighbor> neighbors = LongStream.rangeClosed(1, NEIGHBORS)
                    .mapToObj(seed -> new Neighbor("neighbor-" + seed, 0.5, expert(bench, seed)))
                    .toList();
            List<Double> ratios = new ArrayList<>();
            // The first round warms up.
            for (int round = 0; round <= ROUNDS; round++) {
                StepTimes plain = new StepTimes("training", STEPS_PER_EPOCH);
                try (Expert own = new ExpertTrainer(bench.model(), settings, plain)
                        .train(bench.method(), data)
                        .expert()) {
                    StepTimes mixed = new StepTimes("interpolating", STEPS_PER_EPOCH);
                    new ExpertInterpolator(bench.model(), settings, InterpolationSettings.defaults(), mixed)
                            .tune(own, neighbors, data)
                            .expert()
                            .close();
                    if (round > 0) {
                        ratios.add(mixed.median() / plain.median());
                    }
                }
            }
            return new Measurement(
                    ratios,
                    GOAL,
                    Measurement.Better.AT_MOST,
                    "interpolation step, k=%d / plain step, LoRA r=%d, batch %d"
                            .formatted(NEIGHBORS, Workbench.RANK, Workbench.BATCH));
        }
    }

    private static Expert expert(Workbench bench, long seed) {
        float[] values = bench.method().initialValues(bench.layout(), seed);
        return bench.expert(Tensor.of(values, values.length));
    }
}
