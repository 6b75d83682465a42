package io.pituning.schemas.event;

import java.util.Objects;

/**
 * The embedder made the task's vector ({@code pi.task-vectors}).
 *
 * @param task name of the task
 * @param registration content hash of the request
 * @param request the registration in full
 * @param foundation the frozen model it was computed on
 * @param seed seed of the step
 * @param seconds seconds the step computed
 * @param expert method and size of the task's own expert
 * @param expertArtifact the own expert's folder in the artifact store
 * @param artifact the full Fisher information, safetensors
 * @param metrics what the own expert reaches
 * @param vector the pooled vector the graph compares
 */
public record TaskEmbedded(
        String task,
        String registration,
        TaskRegistered request,
        FoundationRef foundation,
        long seed,
        double seconds,
        ExpertShape expert,
        Artifact expertArtifact,
        Artifact artifact,
        OwnMetrics metrics,
        PooledVector vector)
        implements StoredOutput {
    public TaskEmbedded {
        Checks.text("task", task);
        Checks.text("registration", registration);
        Checks.seconds("seconds", seconds);
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(foundation, "foundation");
        Objects.requireNonNull(expert, "expert");
        Objects.requireNonNull(expertArtifact, "expertArtifact");
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(metrics, "metrics");
        Objects.requireNonNull(vector, "vector");
    }
}
