package io.pituning.learning.experiment;

import io.pituning.learning.tensor.GradientTape;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.training.AdamW;
import io.pituning.learning.training.LearningRate;
import java.util.Arrays;
import java.util.List;

/**
 * Multinomial logistic regression on standardized features: mean negative log-likelihood plus λ/2 ‖W‖², the bias free, minimized by AdamW
 * over all examples at once.
 */
final class LogisticRegression {
    /** Training steps of a fit. */
    static final int STEPS = 200;

    private static final double LEARNING_RATE = 0.05;
    private static final int WARMUP = 10;
    private static final double LEAST_SPREAD = 1e-6;

    private final float[] mean;
    private final float[] spread;
    private final float[] parameters;
    private final int classes;

    private LogisticRegression(float[] mean, float[] spread, float[] parameters, int classes) {
        this.mean = mean;
        this.spread = spread;
        this.parameters = parameters;
        this.classes = classes;
    }

    /**
     * Fits.
     *
     * @param features [N][C]
     * @param labels N numbers below {@code classes}
     * @param penalty λ
     */
    static LogisticRegression fit(float[][] features, int[] labels, int classes, double penalty) {
        float[] mean = mean(features);
        float[] spread = spread(features, mean);
        int width = mean.length;
        try (Scope whole = Scope.open()) {
            Tensor x = standardized(features, mean, spread);
            Tensor y = Tensor.of(Arrays.stream(labels).asLongStream().toArray(), labels.length);
            Tensor parameters = Tensor.zeros((long) classes * width + classes);
            LearningRate rate = LearningRate.linear(LEARNING_RATE, WARMUP, STEPS);
            try (AdamW optimizer = new AdamW(parameters, 0)) {
                for (int step = 0; step < STEPS; step++) {
                    try (Scope scope = Scope.open()) {
                        Tensor gradient = GradientTape.of(parameters, flat -> {
                                    Tensor loss = logProbabilities(x, flat, classes)
                                            .pick(y)
                                            .sum()
                                            .multiply(-1.0 / labels.length);
                                    Tensor matrix = flat.slice(0, 0, (long) classes * width);
                                    return loss.add(matrix.square().sum().multiply(penalty / 2));
                                })
                                .gradient();
                        optimizer.step(gradient, rate.at(step));
                    }
                }
            }
            return new LogisticRegression(mean, spread, parameters.toFloats(), classes);
        }
    }

    /** Log-probabilities of the classes for each example, [N][classes]. */
    double[][] logProbabilities(float[][] features) {
        try (Scope scope = Scope.open()) {
            Tensor x = standardized(features, mean, spread);
            float[] flat = logProbabilities(x, Tensor.of(parameters, parameters.length), classes)
                    .toFloats();
            double[][] scores = new double[features.length][classes];
            for (int i = 0; i < flat.length; i++) {
                scores[i / classes][i % classes] = flat[i];
            }
            return scores;
        }
    }

    private static Tensor logProbabilities(Tensor x, Tensor parameters, int classes) {
        long width = x.size(1);
        List<Tensor> parts = parameters.split(new long[] {classes * width, classes}, 0);
        return x.linear(parts.get(0).reshape(classes, width), parts.get(1)).logSoftmax(1);
    }

    private static Tensor standardized(float[][] features, float[] mean, float[] spread) {
        int width = mean.length;
        float[] flat = new float[features.length * width];
        for (int i = 0; i < flat.length; i++) {
            int column = i % width;
            flat[i] = (features[i / width][column] - mean[column]) / spread[column];
        }
        return Tensor.of(flat, features.length, width);
    }

    private static float[] mean(float[][] features) {
        float[] mean = new float[features[0].length];
        for (int c = 0; c < mean.length; c++) {
            double sum = 0;
            for (float[] row : features) {
                sum += row[c];
            }
            mean[c] = (float) (sum / features.length);
        }
        return mean;
    }

    /** Standard deviations; a feature that never changes is left as it is. */
    private static float[] spread(float[][] features, float[] mean) {
        float[] spread = new float[mean.length];
        for (int c = 0; c < spread.length; c++) {
            double squares = 0;
            for (float[] row : features) {
                squares += (row[c] - mean[c]) * (row[c] - mean[c]);
            }
            double deviation = Math.sqrt(squares / features.length);
            spread[c] = deviation > LEAST_SPREAD ? (float) deviation : 1;
        }
        return spread;
    }
}
