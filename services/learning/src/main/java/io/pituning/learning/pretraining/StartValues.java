package io.pituning.learning.pretraining;

import io.pituning.learning.tensor.TensorLayout;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** Values that the pre-training of an OFA model starts from. */
final class StartValues {
    private StartValues() {}

    /**
     * Norms and head scales 1, biases and relative positions 0, embeddings N(0, width^-½), position embeddings N(0, 0.02), linear weights
     * Xavier-uniform, convolutions N(0, √(2 / fan-out)); the last norm of a residual convolution block starts at 0.
     */
    static float[] of(TensorLayout layout, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return layout.fill(name -> source(name, layout.shape(name), random));
    }

    private static DoubleSupplier source(String name, long[] shape, SplittableRandom random) {
        if (name.contains("rel_pos_table") || name.endsWith(".bias") || name.endsWith("bn3.weight")) {
            return () -> 0;
        }
        if (shape.length == 1) {
            return () -> 1;
        }
        if (shape.length == 4) {
            double spread = Math.sqrt(2.0 / (shape[0] * shape[2] * shape[3]));
            return () -> random.nextGaussian() * spread;
        }
        if (name.contains("positions")) {
            return () -> random.nextGaussian() * 0.02;
        }
        if (name.contains("embed")) {
            double spread = 1 / Math.sqrt(shape[1]);
            return () -> random.nextGaussian() * spread;
        }
        double bound = Math.sqrt(6.0 / (shape[0] + shape[1]));
        return () -> random.nextDouble(-bound, bound);
    }
}
