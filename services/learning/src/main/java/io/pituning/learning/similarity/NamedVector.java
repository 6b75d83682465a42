package io.pituning.learning.similarity;

/**
 * The Fisher information of one expert tensor.
 *
 * @param name the tensor's name
 * @param shape the tensor's shape; (rows) once pooled
 * @param values non-negative, row-major
 */
public record NamedVector(String name, int[] shape, float[] values) {
    /** The mean of every row: (rows, …) becomes (rows). Vectors stay as they are. */
    public NamedVector pooled() {
        if (shape.length < 2) {
            return this;
        }
        int rows = shape[0];
        int columns = values.length / rows;
        float[] means = new float[rows];
        for (int r = 0; r < rows; r++) {
            double sum = 0;
            for (int c = 0; c < columns; c++) {
                sum += values[r * columns + c];
            }
            means[r] = (float) (sum / columns);
        }
        return new NamedVector(name, new int[] {rows}, means);
    }
}
