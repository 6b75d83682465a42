package io.pituning.schemas.event;

import java.util.Optional;

/** One event of the system: the value of one record on one of its topics. */
public sealed interface Event permits TaskRegistered, TaskEvent, StepFailed {
    /** The task the event speaks of, also the key of its record; empty only where a failure could not tell. */
    Optional<String> subject();
}
