package io.pituning.graph.compare;

import io.pituning.learning.similarity.NamedVector;
import io.pituning.learning.similarity.Similarity;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.learning.similarity.TaskVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Random vectors, and the learning core's word on them. */
final class Fishers {
    private static final double DECADES_BELOW_ONE = 12;
    private static final double DECADES = 14;

    private Fishers() {}

    /** Tensors of very different scale, 1e-12 to 1e2, with log-normal values. */
    static float[] vector(Random random, int... segments) {
        float[] vector = new float[Arrays.stream(segments).sum()];
        int i = 0;
        for (int length : segments) {
            double scale = Math.pow(10, DECADES * random.nextDouble() - DECADES_BELOW_ONE);
            for (int end = i + length; i < end; i++) {
                vector[i] = (float) Math.min(1e2, scale * Math.exp(2 * random.nextGaussian()));
            }
        }
        return vector;
    }

    /** A vector near another one. */
    static float[] near(float[] vector, double distance, Random random) {
        float[] near = vector.clone();
        for (int i = 0; i < near.length; i++) {
            near[i] *= (float) Math.exp(distance * random.nextGaussian());
        }
        return near;
    }

    static double similarity(Similarity measure, float[] one, float[] other, int... segments) {
        return TaskSimilarity.between(taskVector(one, segments), taskVector(other, segments), measure);
    }

    private static TaskVector taskVector(float[] vector, int... segments) {
        List<NamedVector> tensors = new ArrayList<>();
        int from = 0;
        for (int length : segments) {
            tensors.add(
                    new NamedVector("t" + from, new int[] {length}, Arrays.copyOfRange(vector, from, from + length)));
            from += length;
        }
        return new TaskVector(tensors);
    }
}
