package io.pituning.learning.world;

import java.awt.Shape;

/** What a thing in a picture is. */
sealed interface Kind permits Form, Glyph, Scribble {

    /** Its name in lower case, without an article. */
    String word();

    /** The name of several of them. */
    default String plural() {
        return word() + "s";
    }

    /**
     * Its outline, filled without a stroke, inside the circle of radius 1 around the origin; y grows downwards.
     *
     * @param variation bits that decide harmless differences (the hand that wrote a letter)
     */
    Shape outline(long variation);
}
