package io.pituning.learning.world;

import java.util.List;
import java.util.Locale;

/** How a form is filled. */
enum Texture {
    SOLID,
    STRIPED,
    DOTTED,
    CHECKERED;

    static final List<Texture> ALL = List.of(values());

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
