package io.pituning.learning.generation;

/**
 * A complete answer that a search found.
 *
 * @param tokens without special tokens
 * @param logProbability of the tokens and the end after them, in nats, as the model gives it: not normalized over what was allowed
 * @param score what answers are compared by, see {@link SearchSettings#lengthPenalty()}
 */
public record Hypothesis(int[] tokens, double logProbability, double score) {}
