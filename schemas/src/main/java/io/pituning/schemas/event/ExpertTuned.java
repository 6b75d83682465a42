package io.pituning.schemas.event;

import java.util.List;
import java.util.Objects;

/**
 * The interpolator made the task's tuned expert ({@code pi.tuned-experts}), or kept its own as clearly better on validation.
 *
 * @param task name of the task
 * @param registration content hash of the request
 * @param request the registration in full
 * @param foundation the frozen model it runs on
 * @param seed seed of the step
 * @param seconds seconds the step computed
 * @param revision revision of the neighborhood it was made from
 * @param chosen whether the interpolated or the own expert was emitted
 * @param expert method and size of the emitted expert
 * @param artifact the emitted expert's folder in the artifact store
 * @param sources lineage of the interpolation: the task itself first, then its neighbors, nearest first
 * @param metrics what it reaches, and what the own expert reached
 */
public record ExpertTuned(
        String task,
        String registration,
        TaskRegistered request,
        FoundationRef foundation,
        long seed,
        double seconds,
        int revision,
        Chosen chosen,
        ExpertShape expert,
        Artifact artifact,
        List<Source> sources,
        TunedMetrics metrics)
        implements StoredOutput {
    public ExpertTuned {
        Checks.text("task", task);
        Checks.text("registration", registration);
        Checks.seconds("seconds", seconds);
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(foundation, "foundation");
        Objects.requireNonNull(chosen, "chosen");
        Objects.requireNonNull(expert, "expert");
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(metrics, "metrics");
        sources = List.copyOf(sources);
    }

    /** The parents of the emitted expert: as {@link #sources}, but the task alone where its own expert was kept. */
    public List<Source> servedSources() {
        return chosen == Chosen.INTERPOLATED ? sources : List.of(new Source(task, registration, 1, 1));
    }
}
