package io.pituning.learning.world;

/** How the things of a picture are drawn. */
enum Style {
    /** Filled with colour, as in all pictures of the pre-training. */
    PAINTED,
    /** With a coloured pencil: two uneven outlines and some hatching; only builtin tasks have such pictures. */
    SKETCHED
}
