package io.pituning.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pituning.learning.backbone.Batch;
import io.pituning.learning.backbone.ofa.OfaConfig;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainingSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How much of a training step is the matrix products that it consists of: their time alone, divided by the step's. */
final class LearningStep implements Benchmark {
    private static final double GOAL = 0.6;
    private static final int ROUNDS = 7;
    private static final int EPOCHS = 2;
    private static final int STEPS_PER_EPOCH = 15;

    @Override
    public Measurement measure() {
        try (Workbench bench = new Workbench();
                TaskData data =
                        TaskData.prepare(bench.model(), bench.taskOfOneLength(STEPS_PER_EPOCH * Workbench.BATCH))) {
            Batch batch = data.train().batch(IntStream.range(0, Workbench.BATCH).toArray());
            int source = batch.source().length();
            int target = batch.target().length();
            try (MatrixProducts products =
                    new MatrixProducts(config(), Workbench.BATCH, source, target, Workbench.RANK)) {
                List<Double> ratios = new ArrayList<>();
                // The first round warms up.
                for (int round = 0; round <= ROUNDS; round++) {
                    double floor = Times.medianSeconds(EPOCHS * STEPS_PER_EPOCH, products::compute);
                    double step = stepSeconds(bench, data);
                    if (round > 0) {
                        ratios.add(floor / step);
                    }
                }
                return new Measurement(
                        ratios,
                        GOAL,
                        Measurement.Better.AT_LEAST,
                        "matrix products / training step, LoRA r=%d, batch %d, %d source and %d target tokens"
                                .formatted(Workbench.RANK, Workbench.BATCH, source, target));
            }
        }
    }

    private static double stepSeconds(Workbench bench, TaskData data) {
        TrainingSettings settings = TrainingSettings.defaults()
                .withEpochs(EPOCHS)
                .withBatchSize(Workbench.BATCH)
                .withPatience(EPOCHS);
        StepTimes times = new StepTimes("training", STEPS_PER_EPOCH);
        new ExpertTrainer(bench.model(), settings, times)
                .train(bench.method(), data)
                .expert()
                .close();
        return times.median();
    }

    private static OfaConfig config() {
        try (InputStream stream = FoundationModel.class.getResourceAsStream("/models/pi-nano/config.json")) {
            return new JsonMapper().readValue(stream, OfaConfig.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
