package io.pituning.learning.world;

/** How the things of a picture are drawn. */
enum Style {
    /** Filled with color, as in all pictures of the pre-training. */
    PAINTED,
    /** With a colored pencil: two uneven outlines and some hatching; only builtin tasks have such pictures. */
    SKETCHED
}
