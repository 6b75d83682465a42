package io.pituning.cli.figure;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part of a picture that four location tokens name, {@code <bin_x0><bin_y0><bin_x1><bin_y1>}. */
public final class LocationBox {
    /** Equal parts of the picture's width, and of its height. */
    private static final int BINS = 16;

    private static final Pattern TOKENS = Pattern.compile("(<bin_\\d{1,4}>){4}");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private LocationBox() {}

    /**
     * {@return the box, as shares of the picture's width and height}
     *
     * <p>Bin i lies at i / {@value #BINS} of the width, or the height. Nothing where the text is something else than four tokens of one of {@value #BINS} bins that
     * enclose an area.
     */
    public static Optional<Rectangle2D> in(String target) {
        if (!TOKENS.matcher(target).matches()) {
            return Optional.empty();
        }
        List<Integer> bins = NUMBER.matcher(target)
                .results()
                .map(number -> Integer.valueOf(number.group()))
                .toList();
        double width = bins.get(2) - bins.get(0);
        double height = bins.get(3) - bins.get(1);
        if (width <= 0 || height <= 0 || bins.stream().anyMatch(bin -> bin >= BINS)) {
            return Optional.empty();
        }
        return Optional.of(new Rectangle2D.Double(
                (double) bins.get(0) / BINS, (double) bins.get(1) / BINS, width / BINS, height / BINS));
    }
}
