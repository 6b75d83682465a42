package io.pituning.schemas.event;

import java.util.Optional;

/** An event that belongs to one registration of one task. */
public sealed interface TaskEvent extends Event permits StepOutput, StepProgress, WorkerEvent {
    /** Name of the task. */
    String task();

    /** {@linkplain TaskRegistered#registrationId() Content hash} of the registration the event belongs to. */
    String registration();

    @Override
    default Optional<String> subject() {
        return Optional.of(task());
    }
}
