package io.pituning.schemas.event;

import java.util.Objects;

/**
 * The trainer made the task's own expert ({@code pi.experts}).
 *
 * @param task name of the task
 * @param registration content hash of the request
 * @param request the registration in full
 * @param foundation the frozen model it was trained on
 * @param seed seed of the training
 * @param seconds seconds the training computed
 * @param expert method and size of the expert
 * @param artifact the expert's folder in the artifact store
 * @param metrics what it reaches
 */
public record ExpertTrained(
        String task,
        String registration,
        TaskRegistered request,
        FoundationRef foundation,
        long seed,
        double seconds,
        ExpertShape expert,
        Artifact artifact,
        OwnMetrics metrics)
        implements StoredOutput {
    public ExpertTrained {
        Checks.text("task", task);
        Checks.text("registration", registration);
        Checks.seconds("seconds", seconds);
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(foundation, "foundation");
        Objects.requireNonNull(expert, "expert");
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(metrics, "metrics");
    }
}
