package io.pituning.graph.compare;

/**
 * Where a vector's tensors lie.
 *
 * @param bounds the first row of every tensor, and the end of the last
 */
record Segments(int[] bounds) {
    /**
     * Tensors of these lengths, one after the other.
     *
     * @throws IllegalArgumentException if there is none or one has no value
     */
    static Segments of(int[] lengths) {
        int[] bounds = new int[lengths.length + 1];
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] < 1) {
                throw new IllegalArgumentException("A tensor of " + lengths[i] + " values.");
            }
            bounds[i + 1] = Math.addExact(bounds[i], lengths[i]);
        }
        if (lengths.length == 0) {
            throw new IllegalArgumentException("A vector without tensors.");
        }
        return new Segments(bounds);
    }

    int count() {
        return bounds.length - 1;
    }

    int from(int segment) {
        return bounds[segment];
    }

    int to(int segment) {
        return bounds[segment + 1];
    }

    /** {@return the number of values of a vector} */
    int dimension() {
        return bounds[count()];
    }

    /**
     * Requires Fisher information of this form.
     *
     * @throws IllegalArgumentException if the length is another, or a value is negative or not a finite number
     */
    void requireVector(float[] vector) {
        if (vector.length != dimension()) {
            throw new IllegalArgumentException(
                    "A vector of " + vector.length + " values where all have " + dimension() + ".");
        }
        for (float value : vector) {
            if (!(value >= 0 && value < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("A vector that holds " + value + ".");
            }
        }
    }

    /** {@return whether the vector's tensor holds a value other than zero} */
    boolean isPresent(float[] vector, int segment) {
        for (int i = from(segment); i < to(segment); i++) {
            if (vector[i] != 0) {
                return true;
            }
        }
        return false;
    }

    /** {@return the vector with every tensor scaled to length one, so that the cosine is a plain product} */
    float[] directions(float[] vector) {
        float[] directions = new float[vector.length];
        for (int segment = 0; segment < count(); segment++) {
            double squares = 0;
            for (int i = from(segment); i < to(segment); i++) {
                squares += (double) vector[i] * vector[i];
            }
            double norm = Math.sqrt(squares);
            for (int i = from(segment); norm > 0 && i < to(segment); i++) {
                directions[i] = (float) (vector[i] / norm);
            }
        }
        return directions;
    }
}
