package io.pituning.graph;

import io.pituning.schemas.event.Neighbor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reads what a shard has stored, beside the stream thread that writes it; may be used by several threads.
 *
 * <p>Reads stores only, never what a shard holds in memory. Two stores are not read at one instant, so a task may be in the one and not yet or
 * no longer in the other: then it is not there. Every method throws {@link org.apache.kafka.streams.errors.InvalidStateStoreException} when
 * the shard moves away meanwhile.
 */
public final class ShardReader {
    private final ReadOnlyKeyValueStore<String, KnownTask> tasks;
    private final ReadOnlyKeyValueStore<String, Neighborhood> neighborhoods;
    private final ReadOnlyKeyValueStore<String, History> histories;

    ShardReader(
            ReadOnlyKeyValueStore<String, KnownTask> tasks,
            ReadOnlyKeyValueStore<String, Neighborhood> neighborhoods,
            ReadOnlyKeyValueStore<String, History> histories) {
        this.tasks = tasks;
        this.neighborhoods = neighborhoods;
        this.histories = histories;
    }

    /** {@return what is known of an owned task's neighborhood} */
    public Optional<TaskNeighborhood> neighborhood(String task) {
        return Optional.ofNullable(tasks.get(task)).flatMap(this::neighborhood);
    }

    /** {@return an owned task's last revisions, oldest first; none where nothing was written yet} */
    public Optional<List<Revision>> history(String task) {
        return Optional.ofNullable(tasks.get(task)).map(known -> Optional.ofNullable(histories.get(task))
                .orElse(History.empty())
                .revisions());
    }

    /** {@return the vectors of those of the named tasks that this shard owns} */
    public List<VectorOfTask> vectors(Collection<String> named) {
        return named.stream()
                .flatMap(task -> Optional.ofNullable(tasks.get(task)).stream())
                .map(VectorOfTask::of)
                .toList();
    }

    /** {@return the owned tasks and their neighbors} */
    public TaskGraph graph() {
        List<TaskGraph.Node> nodes = new ArrayList<>();
        List<TaskGraph.Edge> edges = new ArrayList<>();
        try (KeyValueIterator<String, KnownTask> all = tasks.all()) {
            while (all.hasNext()) {
                KnownTask task = all.next().value;
                neighborhood(task).ifPresent(neighborhood -> {
                    nodes.add(TaskGraph.node(task, neighborhood));
                    edges.addAll(TaskGraph.edges(neighborhood));
                });
            }
        }
        return new TaskGraph(nodes, edges);
    }

    /** {@return the owned tasks nearest to a vector, at most so many; each is compared exactly} */
    public NearestTasks nearest(VectorOfTask vector, int count) {
        Remembered nearest = Remembered.nobody();
        try (KeyValueIterator<String, KnownTask> all = tasks.all()) {
            while (all.hasNext()) {
                KeyValue<String, KnownTask> entry = all.next();
                Optional<Double> similarity = entry.key.equals(vector.task())
                        ? Optional.empty()
                        : vector.similarityTo(VectorOfTask.of(entry.value));
                if (similarity.isPresent()) {
                    KnownTask task = entry.value;
                    nearest = nearest.with(
                            new Neighbor(task.name(), task.registration(), similarity.get(), task.expertArtifact()),
                            count);
                }
            }
        }
        return new NearestTasks(nearest.first(count));
    }

    private Optional<TaskNeighborhood> neighborhood(KnownTask task) {
        return Optional.ofNullable(neighborhoods.get(task.name()))
                .map(neighborhood -> TaskNeighborhood.of(task, neighborhood));
    }
}
