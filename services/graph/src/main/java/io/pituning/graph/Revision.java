package io.pituning.graph;

import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.NeighborhoodChange;
import io.pituning.schemas.event.TaskNeighbors;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A neighborhood as it was once written.
 *
 * @param registration the registration it was written for
 * @param revision counted from 1 for each registration
 * @param time when it was written, ISO 8601 in UTC
 * @param neighbors nearest first
 * @param change what was new since the revision before; empty at a registration's first
 * @param askedForTuning whether it asked for a new tuning
 */
public record Revision(
        String registration,
        int revision,
        String time,
        List<Neighbor> neighbors,
        Optional<NeighborhoodChange> change,
        boolean askedForTuning) {
    private static final int FIXED_BYTES = 300;
    /** A name and its quotes. */
    private static final int NAME_BYTES = 66;
    /** All of a neighbor but its expert's address. */
    private static final int NEIGHBOR_BYTES = 350;

    public Revision {
        neighbors = List.copyOf(neighbors);
    }

    static Revision of(TaskNeighbors event, long now) {
        return new Revision(
                event.registration(),
                event.revision(),
                Instant.ofEpochMilli(now).toString(),
                event.neighbors(),
                event.change(),
                event.asksForTuning());
    }

    /** {@return about how long it is as JSON} */
    int bytes() {
        int names = change.map(known -> known.entered().size() + known.left().size())
                .orElse(0);
        return FIXED_BYTES
                + names * NAME_BYTES
                + neighbors.stream()
                        .mapToInt(neighbor -> NEIGHBOR_BYTES
                                + VersionedJson.bytes(neighbor.expertArtifact().uri()))
                        .sum();
    }
}
