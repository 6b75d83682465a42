package io.pituning.schemas.event;

import java.util.Objects;
import java.util.Optional;

/**
 * How far a step is: what a progress bar needs ({@code pi.progress}).
 *
 * @param task name of the task
 * @param registration content hash of the registration being worked on
 * @param step which step
 * @param what what is being counted, for a person, for example {@code training steps}
 * @param done how many are done
 * @param total how many there are at most; {@code done == total} ends the step
 * @param elapsedSeconds seconds since the step began
 * @param remainingSeconds seconds it will probably still take; empty while nobody can tell
 */
public record StepProgress(
        String task,
        String registration,
        Step step,
        String what,
        long done,
        long total,
        double elapsedSeconds,
        Optional<Double> remainingSeconds)
        implements TaskEvent {
    public StepProgress {
        Checks.text("task", task);
        Checks.text("registration", registration);
        Objects.requireNonNull(step, "step");
        Checks.text("what", what);
        Checks.seconds("elapsedSeconds", elapsedSeconds);
        Objects.requireNonNull(remainingSeconds, "remainingSeconds");
        remainingSeconds.ifPresent(value -> Checks.seconds("remainingSeconds", value));
    }
}
