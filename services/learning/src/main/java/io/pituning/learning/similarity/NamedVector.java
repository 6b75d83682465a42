package io.pituning.learning.similarity;

/**
 * The Fisher information of one expert tensor.
 *
 * @param name the tensor's name
 * @param shape the tensor's shape; smaller once pooled
 * @param values non-negative, row-major
 */
public record NamedVector(String name, int[] shape, float[] values) {
    /** Pooled; vectors stay as they are. */
    public NamedVector pooled(Pooling pooling) {
        if (shape.length < 2) {
            return this;
        }
        int rows = shape[0];
        int columns = values.length / rows;
        return switch (pooling) {
            case ROW -> new NamedVector(name, new int[] {rows}, means(rows, columns, 1, columns));
            case BLOCK -> {
                int height = Math.min(rows, (Math.min(rows, columns) + 1) / 2);
                int blocks = (rows + height - 1) / height;
                yield new NamedVector(name, new int[] {blocks, columns}, means(rows, columns, height, 1));
            }
        };
    }

    /** Whether any value is above zero. */
    boolean isInformative() {
        for (float value : values) {
            if (value > 0) {
                return true;
            }
        }
        return false;
    }

    /** The means of blocks of so many rows and columns, row-major; the last blocks may be smaller. */
    private float[] means(int rows, int columns, int height, int width) {
        int down = (rows + height - 1) / height;
        int across = (columns + width - 1) / width;
        float[] means = new float[down * across];
        for (int block = 0; block < means.length; block++) {
            int top = block / across * height;
            int left = block % across * width;
            int bottom = Math.min(rows, top + height);
            int right = Math.min(columns, left + width);
            double sum = 0;
            for (int row = top; row < bottom; row++) {
                for (int column = left; column < right; column++) {
                    sum += values[row * columns + column];
                }
            }
            means[block] = (float) (sum / ((bottom - top) * (right - left)));
        }
        return means;
    }
}
