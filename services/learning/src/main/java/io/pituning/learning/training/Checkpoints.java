package io.pituning.learning.training;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where a training keeps how far it is. One that is given an earlier one's state, with the same model, data and settings, ends with the same
 * bytes as if it had never been interrupted. A training of more than 134 million parameters (all of a large model's) keeps no state: it would
 * be larger than 2 GB, and it begins anew when it was interrupted. Called from the computing thread.
 *
 * @param latest the state that an unfinished training left, if one did; what is no state of such a training is passed over
 * @param isDue whether the state is wanted now; asked after every batch, also of an evaluation, and when all are done
 * @param save takes the state in place of the one before
 */
public record Checkpoints(Supplier<Optional<byte[]>> latest, BooleanSupplier isDue, Consumer<byte[]> save) {
    /** Keeps nothing. */
    public static final Checkpoints NONE = new Checkpoints(Optional::empty, () -> false, state -> {});
}
