package io.pituning.workflow;

import io.pituning.schemas.event.Event;
import java.util.Optional;

/**
 * A record as it was understood: an event, a reason why it is none, or neither for a tombstone.
 *
 * @param event what the record says
 * @param failure why it cannot be read
 */
record Reading<I extends Event>(Optional<I> event, Optional<Throwable> failure) {
    boolean isTombstone() {
        return event.isEmpty() && failure.isEmpty();
    }

    /** Whether nobody wants the outcome of an earlier record of the same task any more, now that this one has come. */
    boolean supersedes(Reading<I> earlier) {
        return earlier.event.isPresent()
                && (isTombstone() || event.isPresent() && !registration().equals(earlier.registration()));
    }

    private Optional<String> registration() {
        return event.flatMap(Failures::registration);
    }
}
