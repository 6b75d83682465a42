package io.pituning.schemas.event;

/**
 * Where a step's tensors lie; big tensors never travel in events.
 *
 * @param uri address in the artifact store, {@code file:} or {@code s3:}
 * @param sha256 64 lower-case hex digits over the artifact's bytes (for a folder: see the artifact store)
 * @param bytes size
 */
public record Artifact(String uri, String sha256, long bytes) {
    public Artifact {
        Checks.text("artifact.uri", uri);
        Checks.text("artifact.sha256", sha256);
    }
}
