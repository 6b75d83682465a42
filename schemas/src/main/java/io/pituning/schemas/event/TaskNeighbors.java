package io.pituning.schemas.event;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The graph found a task's neighborhood, or found that it has changed ({@code pi.task-neighbors}).
 *
 * <p>Not every change asks for a new tuning; but every record tells what the task is to be tuned with, so that the newest one is enough.
 *
 * @param task name of the task
 * @param registration content hash of the request
 * @param request the registration in full
 * @param foundation the frozen model all vectors were computed on
 * @param seed seed of the request
 * @param seconds seconds the step computed
 * @param revision 1 for a registration's first neighborhood, counted up with each later one
 * @param expert method and size of the task's own expert
 * @param expertArtifact the own expert's folder in the artifact store
 * @param metrics what the own expert reaches
 * @param neighbors the nearest tasks, nearest first; empty when there are none yet
 * @param change what is new since the revision before; empty at the first
 * @param tuning what the task is to be tuned with; asked for by this record if the revisions are the same
 */
public record TaskNeighbors(
        String task,
        String registration,
        TaskRegistered request,
        FoundationRef foundation,
        long seed,
        double seconds,
        int revision,
        ExpertShape expert,
        Artifact expertArtifact,
        OwnMetrics metrics,
        List<Neighbor> neighbors,
        Optional<NeighborhoodChange> change,
        Tuning tuning)
        implements StepOutput {
    public TaskNeighbors {
        Checks.text("task", task);
        Checks.text("registration", registration);
        Checks.seconds("seconds", seconds);
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(foundation, "foundation");
        Objects.requireNonNull(expert, "expert");
        Objects.requireNonNull(expertArtifact, "expertArtifact");
        Objects.requireNonNull(metrics, "metrics");
        neighbors = List.copyOf(neighbors);
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(tuning, "tuning");
    }

    /** Whether this record asks for a new tuning; otherwise it only informs. */
    public boolean asksForTuning() {
        return tuning.revision() == revision;
    }

    /** The neighborhood that the task is to be tuned with: this one, or the earlier one that asked for it last. */
    public TaskNeighbors toTuneWith() {
        return new TaskNeighbors(
                task,
                registration,
                request,
                foundation,
                seed,
                seconds,
                tuning.revision(),
                expert,
                expertArtifact,
                metrics,
                tuning.neighbors(),
                Optional.empty(),
                tuning);
    }
}
