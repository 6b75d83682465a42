package io.pituning.benchmarks;

import io.pituning.learning.backbone.Batch;
import io.pituning.learning.backbone.ofa.OfaConfig;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** How much of a training step is the matrix products that it consists of: their time alone, divided by the step's. */
final class LearningStep implements Benchmark {
    private static final double GOAL = 0.6;
    private static final int EPOCHS = 2;

    private final Supplier<FoundationModel> model;
    private final Supplier<OfaConfig> config;
    private final int rounds;
    private final int stepsPerEpoch;

    private LearningStep(Supplier<FoundationModel> model, Supplier<OfaConfig> config, int rounds, int stepsPerEpoch) {
        this.model = model;
        this.config = config;
        this.rounds = rounds;
        this.stepsPerEpoch = stepsPerEpoch;
    }

    /** Of the model that ships. */
    static LearningStep ofPiNano() {
        return new LearningStep(() -> FoundationModel.load("pi-nano"), RandomModel::piNanoConfig, 7, 15);
    }

    /** Of layers of the reference's size; fewer steps, for each takes much longer. */
    static LearningStep ofReferenceLayers() {
        return new LearningStep(RandomModel::withReferenceLayers, RandomModel::referenceLayersConfig, 5, 4);
    }

    @Override
    public Measurement measure() {
        try (Workbench bench = new Workbench(model.get());
                TaskData data =
                        TaskData.prepare(bench.model(), bench.taskOfOneLength(stepsPerEpoch * Workbench.BATCH))) {
            Batch batch = data.train().batch(IntStream.range(0, Workbench.BATCH).toArray());
            OfaConfig sizes = config.get();
            int source = batch.source().length();
            int target = batch.target().length();
            try (MatrixProducts products = new MatrixProducts(sizes, Workbench.BATCH, source, target, Workbench.RANK)) {
                List<Double> ratios = new ArrayList<>();
                // The first round warms up.
                for (int round = 0; round <= rounds; round++) {
                    double floor = Times.medianSeconds(EPOCHS * stepsPerEpoch, products::compute);
                    double step = stepSeconds(bench, data);
                    if (round > 0) {
                        ratios.add(floor / step);
                    }
                }
                return new Measurement(
                        ratios,
                        GOAL,
                        Measurement.Better.AT_LEAST,
                        "matrix products / training step, width %d, LoRA r=%d, batch %d, %d source and %d target tokens"
                                .formatted(sizes.width(), Workbench.RANK, Workbench.BATCH, source, target));
            }
        }
    }

    private double stepSeconds(Workbench bench, TaskData data) {
        TrainingSettings settings = TrainingSettings.defaults()
                .withEpochs(EPOCHS)
                .withBatchSize(Workbench.BATCH)
                .withPatience(EPOCHS);
        StepTimes times = new StepTimes("training", stepsPerEpoch);
        new ExpertTrainer(bench.model(), settings, times)
                .train(bench.method(), data)
                .expert()
                .close();
        return times.median();
    }
}
