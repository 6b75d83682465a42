package io.pituning.learning.similarity;

import java.util.OptionalDouble;

/** How one tensor's Fisher information in two tasks is compared. */
public enum Similarity {
    /**
     * The reference's: a = e₀ / (e₀ + e₁ + 1e-6) and b = e₁ / (e₀ + e₁ + 1e-6) elementwise, then the cosine of a and b. The 1e-6 is absolute,
     * so the scale of the Fisher information matters.
     */
    REFERENCE {
        @Override
        public OptionalDouble of(float[] e0, float[] e1) {
            int length = requireSameLength(e0, e1);
            double dot = 0;
            double squares0 = 0;
            double squares1 = 0;
            for (int i = 0; i < length; i++) {
                // In single precision, as the reference.
                float sum = e0[i] + e1[i] + EPSILON;
                float a = e0[i] / sum;
                float b = e1[i] / sum;
                dot += a * b;
                squares0 += a * a;
                squares1 += b * b;
            }
            return ratio(dot, squares0, squares1);
        }
    },
    /** The cosine of the two as they are. */
    COSINE {
        @Override
        public OptionalDouble of(float[] e0, float[] e1) {
            int length = requireSameLength(e0, e1);
            double dot = 0;
            double squares0 = 0;
            double squares1 = 0;
            for (int i = 0; i < length; i++) {
                dot += (double) e0[i] * e1[i];
                squares0 += (double) e0[i] * e0[i];
                squares1 += (double) e1[i] * e1[i];
            }
            return ratio(dot, squares0, squares1);
        }
    };

    private static final float EPSILON = 1e-6f;

    /**
     * Compares two arrays of non-negative numbers.
     *
     * @return 0 (nothing in common) to 1 (the same direction), symmetric; nothing if one side is all zero
     * @throws IllegalArgumentException if the lengths differ
     */
    public abstract OptionalDouble of(float[] e0, float[] e1);

    private static int requireSameLength(float[] e0, float[] e1) {
        if (e0.length != e1.length) {
            throw new IllegalArgumentException("Arrays of " + e0.length + " and " + e1.length + " values compared.");
        }
        return e0.length;
    }

    private static OptionalDouble ratio(double dot, double squares0, double squares1) {
        double norm = Math.sqrt(squares0) * Math.sqrt(squares1);
        return norm == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, dot / norm));
    }
}
