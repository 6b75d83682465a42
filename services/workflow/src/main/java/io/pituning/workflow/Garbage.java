package io.pituning.workflow;

import java.util.List;

/**
 * What a garbage collection removed, or would remove.
 *
 * @param artifacts checksums of artifacts that nothing names
 * @param results how many steps' results told of them
 * @param checkpoints how many steps were left half done
 * @param bytes size of all that
 */
public record Garbage(List<String> artifacts, int results, int checkpoints, long bytes) {
    public Garbage {
        artifacts = List.copyOf(artifacts);
    }
}
