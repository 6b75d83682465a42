package io.pituning.graph;

import io.pituning.schemas.event.Neighbor;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All known tasks, and which of them lie nearest to which. */
final class TaskGraph {
    /** The name decides between equals, so that the same vectors always give the same neighborhood. */
    private static final Comparator<Neighbor> NEAREST_FIRST =
            Comparator.comparingDouble(Neighbor::similarity).reversed().thenComparing(Neighbor::task);

    private final Map<String, KnownTask> tasks = new TreeMap<>();

    void put(KnownTask task) {
        tasks.put(task.name(), task);
    }

    void remove(String task) {
        tasks.remove(task);
    }

    Optional<KnownTask> find(String task) {
        return Optional.ofNullable(tasks.get(task));
    }

    Collection<KnownTask> all() {
        return List.copyOf(tasks.values());
    }

    /** {@return as many of the nearest tasks as the task asked for, nearest first} */
    List<Neighbor> neighborhood(KnownTask task) {
        return tasks.values().stream()
                .filter(task::fits)
                .map(other -> other.asNeighborOf(task))
                .sorted(NEAREST_FIRST)
                .limit(task.event().request().interpolation().neighbors())
                .toList();
    }
}
