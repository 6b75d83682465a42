package io.pituning.schemas.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Optional;

/**
 * What a worker did with a tuned expert ({@code pi.worker-events}).
 *
 * @param worker name of the worker
 * @param task name of the task
 * @param registration content hash of the registration the expert belongs to
 * @param foundation the frozen model the worker serves it on
 * @param seconds seconds from receiving the expert to the end of what is told here
 * @param kind what happened
 * @param artifact the expert's folder in the artifact store
 * @param canaryDifference largest absolute change of the logits on a fixed input against the bare backbone; above 0 proves that the expert
 *     has an effect; empty where it was not measured
 * @param reason why it was refused or retired, for a person
 */
public record WorkerEvent(
        String worker,
        String task,
        String registration,
        FoundationRef foundation,
        double seconds,
        Kind kind,
        Artifact artifact,
        Optional<Double> canaryDifference,
        Optional<String> reason)
        implements TaskEvent {
    /** What happened to the expert. */
    public enum Kind {
        /** The worker serves the task now and did not before. */
        @JsonProperty("loaded")
        LOADED,
        /** The worker serves the task with a newer expert than before. */
        @JsonProperty("replaced")
        REPLACED,
        /** The expert could not be loaded or changes nothing; an expert served before stays. */
        @JsonProperty("refused")
        REFUSED,
        /** The task was retired; its expert is no longer served. */
        @JsonProperty("retired")
        RETIRED
    }

    public WorkerEvent {
        Checks.text("worker", worker);
        Checks.text("task", task);
        Checks.text("registration", registration);
        Objects.requireNonNull(foundation, "foundation");
        Checks.seconds("seconds", seconds);
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(canaryDifference, "canaryDifference");
        Objects.requireNonNull(reason, "reason");
    }
}
