package io.pituning.workflow;

import io.pituning.schemas.event.Step;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What makes a step the same step: done once, its result is given again however often its event is delivered.
 *
 * @param task name of the task
 * @param registration content hash of the registration
 * @param step which step
 * @param inputs digest of what the step is made from besides the registration, 64 hex digits
 */
public record StepKey(String task, String registration, Step step, String inputs) {
    /** How many names {@link #folder} has. */
    static final int DEPTH = 3;

    private static final int SHORT = 16;

    public StepKey {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(registration, "registration");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(inputs, "inputs");
    }

    /**
     * The key of a step made from these inputs.
     *
     * @param inputs checksums of the model and of every artifact that goes in, in a fixed order
     */
    public static StepKey of(String task, String registration, Step step, List<String> inputs) {
        return new StepKey(
                task, registration, step, Checksum.of(String.join("\n", inputs).getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return where what belongs to the step lies below a folder of the store} */
    Path folder() {
        String name = step.name().toLowerCase(Locale.ROOT) + "-" + shortened(inputs);
        return Path.of(task, shortened(registration), name);
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(SHORT, digest.length()));
    }
}
