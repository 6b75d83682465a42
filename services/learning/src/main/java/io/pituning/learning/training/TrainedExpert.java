package io.pituning.learning.training;

import io.pituning.learning.expert.Expert;

/**
 * An expert with what is known of it.
 *
 * @param expert the caller's to close
 * @param steps training steps made
 * @param bestEpoch the epoch after which its values were taken
 */
public record TrainedExpert(Expert expert, Evaluation validation, Evaluation test, long steps, int bestEpoch) {}
