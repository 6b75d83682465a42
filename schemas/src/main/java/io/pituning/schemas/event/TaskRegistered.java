package io.pituning.schemas.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A task that wants an expert, as a person or a program publishes it on {@code pi.tasks}; the defaults of what was left out are filled in.
 *
 * @param task name of the task, also the record's key; see {@link #NAME}
 * @param dataset {@code builtin:NAME}, a {@code file:} URI under an allowed data root, or an {@code s3:} URI where a source of your own reads it
 * @param shots training (and as many validation) examples per label, or in all where there are no labels; empty: all data
 * @param examples at most so many training examples in all, and a quarter as many for validation; empty: no bound
 * @param seed seed of every random choice made for this registration; default {@value #DEFAULT_SEED}
 * @param expert the expert to train
 * @param training how to train it
 * @param interpolation how to interpolate it
 * @param foundation name of the foundation model; default {@value #DEFAULT_FOUNDATION}
 */
public record TaskRegistered(
        String task,
        String dataset,
        Optional<Integer> shots,
        Optional<Integer> examples,
        long seed,
        ExpertSpec expert,
        TrainingSpec training,
        InterpolationSpec interpolation,
        String foundation)
        implements Event {
    /** What a task name looks like: safe in a path, a URL and a record key. */
    public static final Pattern NAME = Pattern.compile("^[a-z0-9][a-z0-9._-]{0,62}$");

    public static final long DEFAULT_SEED = 7;
    public static final String DEFAULT_FOUNDATION = "pi-nano";

    /** @throws IllegalArgumentException when the task's name does not match {@link #NAME} or a text is empty */
    public TaskRegistered {
        Objects.requireNonNull(task, "task");
        if (!NAME.matcher(task).matches()) {
            throw new IllegalArgumentException("task must match " + NAME + ", not '" + task + "'");
        }
        Checks.text("dataset", dataset);
        Checks.text("foundation", foundation);
        Objects.requireNonNull(shots, "shots");
        Objects.requireNonNull(examples, "examples");
        Objects.requireNonNull(expert, "expert");
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(interpolation, "interpolation");
    }

    /** A registration with every default. */
    public static TaskRegistered of(String task, String dataset) {
        return new TaskRegistered(
                task,
                dataset,
                Optional.empty(),
                Optional.empty(),
                DEFAULT_SEED,
                ExpertSpec.defaults(),
                TrainingSpec.defaults(),
                InterpolationSpec.defaults(),
                DEFAULT_FOUNDATION);
    }

    @JsonCreator
    static TaskRegistered create(
            @JsonProperty("task") String task,
            @JsonProperty("dataset") String dataset,
            @JsonProperty("shots") Optional<Integer> shots,
            @JsonProperty("examples") Optional<Integer> examples,
            @JsonProperty("seed") Optional<Long> seed,
            @JsonProperty("expert") Optional<ExpertSpec> expert,
            @JsonProperty("training") Optional<TrainingSpec> training,
            @JsonProperty("interpolation") Optional<InterpolationSpec> interpolation,
            @JsonProperty("foundation") Optional<String> foundation) {
        return new TaskRegistered(
                task,
                dataset,
                shots,
                examples,
                seed.orElse(DEFAULT_SEED),
                expert.orElseGet(ExpertSpec::defaults),
                training.orElseGet(TrainingSpec::defaults),
                interpolation.orElseGet(InterpolationSpec::defaults),
                foundation.orElse(DEFAULT_FOUNDATION));
    }

    /**
     * Content hash of this registration: SHA-256, 64 lower-case hex digits, of its canonical JSON (defaults filled in, keys sorted, no white
     * space; {@code start}, {@code train} and {@code compress} of the interpolation only where they are not the default). Two registrations that ask for the same thing have the same id, however they were written.
     */
    public String registrationId() {
        return RegistrationHash.of(this);
    }

    @Override
    public Optional<String> subject() {
        return Optional.of(task);
    }

    public TaskRegistered withShots(int newShots) {
        return new TaskRegistered(
                task, dataset, Optional.of(newShots), examples, seed, expert, training, interpolation, foundation);
    }

    public TaskRegistered withExamples(int newExamples) {
        return new TaskRegistered(
                task, dataset, shots, Optional.of(newExamples), seed, expert, training, interpolation, foundation);
    }

    public TaskRegistered withSeed(long newSeed) {
        return new TaskRegistered(task, dataset, shots, examples, newSeed, expert, training, interpolation, foundation);
    }

    public TaskRegistered withExpert(ExpertSpec newExpert) {
        return new TaskRegistered(task, dataset, shots, examples, seed, newExpert, training, interpolation, foundation);
    }

    public TaskRegistered withTraining(TrainingSpec newTraining) {
        return new TaskRegistered(task, dataset, shots, examples, seed, expert, newTraining, interpolation, foundation);
    }

    public TaskRegistered withInterpolation(InterpolationSpec newInterpolation) {
        return new TaskRegistered(task, dataset, shots, examples, seed, expert, training, newInterpolation, foundation);
    }

    public TaskRegistered withFoundation(String newFoundation) {
        return new TaskRegistered(task, dataset, shots, examples, seed, expert, training, interpolation, newFoundation);
    }
}
