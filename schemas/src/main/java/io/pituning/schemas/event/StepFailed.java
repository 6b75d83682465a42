package io.pituning.schemas.event;

import java.util.Objects;
import java.util.Optional;

/**
 * What could not be done, why, and what to do about it ({@code pi.failures}).
 *
 * @param step which step
 * @param task name of the task, where the record told it
 * @param registration content hash of the registration, where the record told it
 * @param code stable kebab-case code, see the catalogue in the module's README
 * @param message one sentence a person understands
 * @param advice what to do next
 * @param retryable whether the same record may succeed when tried again without a change
 * @param attempt 1 for the first try
 * @param original the record the step failed on
 */
public record StepFailed(
        Step step,
        Optional<String> task,
        Optional<String> registration,
        String code,
        String message,
        String advice,
        boolean retryable,
        int attempt,
        Original original)
        implements Event {
    public StepFailed {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(registration, "registration");
        Checks.text("code", code);
        Checks.text("message", message);
        Checks.text("advice", advice);
        Objects.requireNonNull(original, "original");
    }

    @Override
    public Optional<String> subject() {
        return task;
    }
}
