package io.pituning.learning.backbone;

/**
 * What an encoder read: patches first, then text.
 *
 * @param rows patches from top to bottom; 0 without a picture
 * @param columns patches from left to right; 0 without a picture
 * @param length L, the padded number of text tokens
 */
public record SourceShape(int rows, int columns, int length) {
    /** The number of patches. */
    public int patches() {
        return rows * columns;
    }

    /** S, patches and text together. */
    public int total() {
        return patches() + length;
    }
}
