package io.pituning.workflow;

import io.pituning.schemas.ContractException;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.Original;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskEvent;
import io.pituning.schemas.event.TaskRegistered;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes {@code StepFailed} events of what went wrong.
 *
 * @param step the step that fails
 * @param translate turns a failure this module does not know (the learning core's) into one it knows, and gives back every other
 */
public record Failures(Step step, Function<Throwable, Throwable> translate) {

    /** Failures of a step that meets only what this module knows. */
    public static Failures of(Step step) {
        return new Failures(step, Function.identity());
    }

    /** {@return the record a step failed on} */
    public static Original original(
            String topic, int partition, long offset, Optional<String> key, Optional<byte[]> value) {
        return Original.of(topic, partition, offset, key.map(text -> text.getBytes(StandardCharsets.UTF_8)), value);
    }

    /**
     * {@return the event that tells of this failure}
     *
     * @param event the event that was being worked on, if the record could be read
     */
    public StepFailed failed(Throwable failure, Optional<? extends Event> event, Original original) {
        Throwable known = translate.apply(failure);
        if (known instanceof StepException e) {
            return failed(e.failure(), e.getMessage(), e.advice(), event, original);
        }
        if (known instanceof ContractException e) {
            return failed(e.failure(), e.getMessage(), e.advice(), event, original);
        }
        if (known instanceof OutOfMemoryError) {
            return failed(
                    FailureCode.OUT_OF_MEMORY,
                    "The step needs more memory than the process has.",
                    "Give the process more memory, or choose a smaller batch size, then publish the task again.",
                    event,
                    original);
        }
        return failed(
                FailureCode.INTERNAL_ERROR,
                "The step failed for a reason it should have known: " + known + ".",
                "Look into the service's log and report it; publishing the task again may help.",
                event,
                original);
    }

    private StepFailed failed(
            FailureCode code, String message, String advice, Optional<? extends Event> event, Original original) {
        return new StepFailed(
                step,
                event.flatMap(Event::subject),
                event.flatMap(Failures::registration),
                code.code(),
                message,
                advice,
                code.retryable(),
                1,
                original);
    }

    /** {@return the registration that an event belongs to, if it belongs to one} */
    static Optional<String> registration(Event event) {
        if (event instanceof TaskRegistered request) {
            return Optional.of(request.registrationId());
        }
        return event instanceof TaskEvent taskEvent ? Optional.of(taskEvent.registration()) : Optional.empty();
    }
}
