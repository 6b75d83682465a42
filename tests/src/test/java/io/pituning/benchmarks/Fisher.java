package io.pituning.benchmarks;

import io.pituning.learning.backbone.Batch;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.similarity.FisherInformation;
import io.pituning.learning.tensor.GradientTape;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.training.SequenceLoss;
import io.pituning.learning.training.TaskData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The exact diagonal Fisher information of 32 samples: a loop over them, divided by one batched backward pass. */
final class Fisher implements Benchmark {
    private static final double GOAL = 10;
    private static final int ROUNDS = 7;
    private static final int SAMPLES = 32;
    private static final int REPETITIONS = 3;
    private static final double TOLERANCE = 1e-3;

    @Override
    public Measurement measure() {
        try (Workbench bench = new Workbench();
                TaskData data = TaskData.prepare(bench.model(), bench.task());
                Scope whole = Scope.open()) {
            Tensor flat = bench.start();
            requireEqual(loop(bench, flat, data.train()), batched(bench, flat, data.train()));
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                double loop = Times.medianSeconds(REPETITIONS, () -> loop(bench, flat, data.train()));
                double batched = Times.medianSeconds(REPETITIONS, () -> batched(bench, flat, data.train()));
                ratios.add(loop / batched);
            }
            return new Measurement(
                    ratios,
                    GOAL,
                    Measurement.Better.AT_LEAST,
                    "loop over samples / one batched backward, LoRA r=%d, %d samples"
                            .formatted(Workbench.RANK, SAMPLES));
        }
    }

    private static float[] batched(Workbench bench, Tensor flat, TaskData.Split split) {
        try (Scope scope = Scope.open()) {
            Batch batch = split.batch(IntStream.range(0, SAMPLES).toArray());
            Expert expert = bench.expert(flat);
            return FisherInformation.squaredSum(bench.model().backbone(), expert, bench.layout(), batch)
                    .toFloats();
        }
    }

    /** As one would write it without the batch dimension: each sample alone, unpadded. */
    private static float[] loop(Workbench bench, Tensor flat, TaskData.Split split) {
        try (Scope scope = Scope.open()) {
            Tensor sum = Tensor.zeros(flat.size(0));
            for (int sample = 0; sample < SAMPLES; sample++) {
                try (Scope one = Scope.open()) {
                    Batch batch = split.batch(sample);
                    Tensor gradient = GradientTape.of(flat, values -> SequenceLoss.perRow(
                                            bench.model().backbone().forward(batch, bench.expert(values)),
                                            batch.target(),
                                            0)
                                    .sum())
                            .gradient();
                    sum.addInPlace(gradient.square(), 1);
                }
            }
            return sum.toFloats();
        }
    }

    private static void requireEqual(float[] expected, float[] actual) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(expected[i] - actual[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        if (!(Math.sqrt(difference) <= TOLERANCE * Math.sqrt(norm))) {
            throw new IllegalStateException("Loop and batch do not compute the same: their times cannot be compared.");
        }
    }
}
