package io.pituning.learning.interpolation;

import io.pituning.learning.expert.Expert;

/**
 * A task that resembles the one being tuned.
 *
 * @param task its name
 * @param similarity 0 to 1
 * @param expert its own expert, of the same method and shape; stays the caller's
 */
public record Neighbor(String task, double similarity, Expert expert) {}
