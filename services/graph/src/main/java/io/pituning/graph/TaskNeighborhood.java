package io.pituning.graph;

import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.Tuning;
import java.util.List;
import java.util.Optional;

/**
 * What the graph knows of a task's neighborhood now.
 *
 * @param revision of the neighborhood written last for this registration; 0 if none was
 * @param neighbors nearest first, as far as they are known
 * @param pending whether another revision will come: a search runs, or what is known differs from what was written
 * @param tuning what the task is to be tuned with, as written last
 */
public record TaskNeighborhood(
        String task,
        String registration,
        FoundationRef foundation,
        int revision,
        List<Neighbor> neighbors,
        boolean pending,
        Optional<Tuning> tuning) {
    static TaskNeighborhood of(KnownTask task, Neighborhood neighborhood) {
        Optional<Neighborhood.Written> written = neighborhood.written();
        return new TaskNeighborhood(
                task.name(),
                task.registration(),
                task.foundation(),
                written.map(Neighborhood.Written::revision).orElse(0),
                neighborhood.shown(task),
                neighborhood.isPending(task),
                written.map(Neighborhood.Written::tuning));
    }
}
