package io.pituning.learning.world;

import java.util.Comparator;
import java.util.List;

/** One of the nine parts of a picture. */
enum Place {
    TOP_LEFT("top left", -1, -1),
    TOP("top", 0, -1),
    TOP_RIGHT("top right", 1, -1),
    LEFT("left", -1, 0),
    CENTER("center", 0, 0),
    RIGHT("right", 1, 0),
    BOTTOM_LEFT("bottom left", -1, 1),
    BOTTOM("bottom", 0, 1),
    BOTTOM_RIGHT("bottom right", 1, 1);

    static final List<Place> ALL = List.of(values());
    static final List<Place> SIDES = List.of(LEFT, RIGHT, TOP, BOTTOM);
    static final List<Place> CORNERS = List.of(TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT);

    private final String word;
    private final int column;
    private final int row;

    Place(String word, int column, int row) {
        this.word = word;
        this.column = column;
        this.row = row;
    }

    /** The part that a point lies in; both coordinates from 0 to 1. */
    static Place nearest(double x, double y) {
        return ALL.stream()
                .min(Comparator.comparingDouble(place -> Math.hypot(place.x() - x, place.y() - y)))
                .orElseThrow();
    }

    String word() {
        return word;
    }

    /** Horizontal center of this part, from 0 to 1. */
    double x() {
        return 0.5 + 0.29 * column;
    }

    /** Vertical center of this part, from 0 (top) to 1. */
    double y() {
        return 0.5 + 0.29 * row;
    }
}
