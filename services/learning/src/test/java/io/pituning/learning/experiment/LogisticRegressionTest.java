package io.pituning.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
    private static final int CLASSES = 3;

    /** The second feature never changes; the first tells the label, far from zero and on a scale of its own. */
    @Test
    void separatesWhatAFeatureTells() {
        int[] labels = labels(30);
        LogisticRegression regression = LogisticRegression.fit(features(labels, 1), labels, CLASSES, 1e-4);

        double[][] scores = regression.logProbabilities(features(labels, 2));

        for (int i = 0; i < labels.length; i++) {
            assertThat(Math.exp(scores[i][labels[i]])).isGreaterThan(0.7);
        }
    }

    /** Without weights only the bias is left, which knows that the labels are equally frequent. */
    @Test
    void knowsOnlyHowFrequentLabelsAreUnderALargePenalty() {
        int[] labels = labels(30);
        LogisticRegression regression = LogisticRegression.fit(features(labels, 1), labels, CLASSES, 1e4);

        for (double[] scores : regression.logProbabilities(features(labels, 2))) {
            assertThat(scores).containsExactly(equal(), within(0.02));
        }
    }

    private static double[] equal() {
        double[] scores = new double[CLASSES];
        Arrays.fill(scores, -Math.log(CLASSES));
        return scores;
    }

    private static int[] labels(int count) {
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % CLASSES;
        }
        return labels;
    }

    private static float[][] features(int[] labels, long seed) {
        Random random = new Random(seed);
        float[][] features = new float[labels.length][];
        for (int i = 0; i < labels.length; i++) {
            features[i] = new float[] {(float) (1000 + 50 * labels[i] + random.nextGaussian()), 7};
        }
        return features;
    }
}
