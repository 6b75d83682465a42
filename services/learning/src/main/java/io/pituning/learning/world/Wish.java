package io.pituning.learning.world;

import java.util.Optional;

/**
 * What a thing shall be, before it has been put into a picture.
 *
 * @param kind form, letter, digit or drawing
 * @param hue its color
 * @param texture its filling
 * @param big whether it is big rather than small
 * @param place where it shall stand, anywhere when empty
 */
record Wish(Kind kind, Hue hue, Texture texture, boolean big, Optional<Place> place) {

    static Wish of(Kind kind, Hue hue, boolean big) {
        return new Wish(kind, hue, Texture.SOLID, big, Optional.empty());
    }

    Wish with(Texture other) {
        return new Wish(kind, hue, other, big, place);
    }

    Wish at(Place other) {
        return new Wish(kind, hue, texture, big, Optional.of(other));
    }
}
