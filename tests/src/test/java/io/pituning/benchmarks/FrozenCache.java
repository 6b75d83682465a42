package io.pituning.benchmarks;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSets;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What it brings that pictures go through the frozen stem once and not in every epoch: the first epoch with that work, divided by a later
 * one; under the reference's stem, since pi-nano's is a small one, and on pictures between pi-nano's 64 pixels a side and the reference's
 * 256 and more.
 */
final class FrozenCache implements Benchmark {
    private static final double GOAL = 3;
    private static final int ROUNDS = 5;
    private static final int EXAMPLES = 128;
    private static final int IMAGE_SIZE = 128;
    private static final int EPOCHS = 3;
    private static final int HELD_OUT = 4;
    private static final long SEED = 7;

    @Override
    public Measurement measure() {
        DataSet task = new DataSets(List.of()).open("builtin:rune-clan").limit(EXAMPLES, HELD_OUT, HELD_OUT, SEED);
        TrainingSettings settings = TrainingSettings.defaults()
                .withEpochs(EPOCHS)
                .withBatchSize(Workbench.BATCH)
                .withPatience(EPOCHS);
        double trainedShare = EXAMPLES / (double) (EXAMPLES + 2 * HELD_OUT);
        int steps = (task.train().size() + Workbench.BATCH - 1) / Workbench.BATCH;
        try (FoundationModel model = RandomModel.withReferenceStem(IMAGE_SIZE)) {
            Lora method = new Lora(Workbench.RANK, 1);
            List<Double> ratios = new ArrayList<>();
            // The first round warms up, and paints the generated pictures.
            for (int round = 0; round <= ROUNDS; round++) {
                TaskData[] data = new TaskData[1];
                double preparing = trainedShare * Times.seconds(() -> data[0] = TaskData.prepare(model, task));
                try (TaskData prepared = data[0]) {
                    StepTimes times = new StepTimes("training", steps);
                    new ExpertTrainer(model, settings, times)
                            .train(method, prepared)
                            .expert()
                            .close();
                    double epoch = steps * times.median();
                    if (round > 0) {
                        ratios.add((preparing + epoch) / epoch);
                    }
                }
            }
            return new Measurement(
                    ratios,
                    GOAL,
                    Measurement.Better.AT_LEAST,
                    "first epoch with the reference's stem / later epoch, %d pictures of %d x %d, LoRA r=%d, batch %d"
                            .formatted(EXAMPLES, IMAGE_SIZE, IMAGE_SIZE, Workbench.RANK, Workbench.BATCH));
        }
    }
}
