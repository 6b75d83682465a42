package io.pituning.schemas.event;

import java.util.Objects;

/**
 * A task that lies near another.
 *
 * @param task its name
 * @param registration content hash of its registration
 * @param similarity 0 (nothing in common) to 1 (same direction)
 * @param expertArtifact its own expert's folder in the artifact store
 */
public record Neighbor(String task, String registration, double similarity, Artifact expertArtifact) {
    public Neighbor {
        Checks.text("neighbors.task", task);
        Checks.text("neighbors.registration", registration);
        similarity = Checks.share("neighbors.similarity", similarity);
        Objects.requireNonNull(expertArtifact, "expertArtifact");
    }
}
