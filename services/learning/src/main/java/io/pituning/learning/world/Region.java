package io.pituning.learning.world;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rectangle in a picture, in location bins: the picture's width and height are cut into {@link #BINS} each.
 *
 * @param left first bin, 0 to 14
 * @param top first bin, 0 to 14
 * @param right last bin, left + 1 to 15
 * @param bottom last bin, top + 1 to 15
 */
record Region(int left, int top, int right, int bottom) {
    /** How many bins a side has. */
    static final int BINS = 16;

    private static final double BIN = (double) Scene.SIDE / BINS;

    /** The region that just holds a thing. */
    static Region of(Thing thing) {
        Rectangle2D bounds = thing.outline().getBounds2D();
        int left = Math.min(bin(bounds.getMinX()), BINS - 2);
        int top = Math.min(bin(bounds.getMinY()), BINS - 2);
        return new Region(
                left, top, Math.max(left + 1, bin(bounds.getMaxX())), Math.max(top + 1, bin(bounds.getMaxY())));
    }

    /** As OFA writes a region: {@code <bin_x0><bin_y0><bin_x1><bin_y1>}. */
    String words() {
        return String.join("", bins());
    }

    /** The same as four words. */
    List<String> bins() {
        return Stream.of(left, top, right, bottom)
                .map(bin -> "<bin_" + bin + ">")
                .toList();
    }

    private static int bin(double pixels) {
        return Math.max(0, Math.min(BINS - 1, (int) Math.round(pixels / BIN)));
    }
}
