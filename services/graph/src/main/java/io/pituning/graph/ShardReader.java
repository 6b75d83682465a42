package io.pituning.graph;

import io.pituning.learning.similarity.Similarity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reads what a shard has stored while the stream thread goes on writing it; may be used by several threads.
 *
 * <p>Answers come from the stores; memory only says which tasks to look at for the nearest to a vector. Two stores cannot be read at the same
 * instant: a task that is in only one of them, because it is just coming or leaving, counts as absent. Every method throws
 * {@link org.apache.kafka.streams.errors.InvalidStateStoreException} if the shard moves to another instance meanwhile.
 */
public final class ShardReader {
    private final ReadOnlyKeyValueStore<String, KnownTask> tasks;
    private final ReadOnlyKeyValueStore<String, GraphVector> vectors;
    private final ReadOnlyKeyValueStore<String, Neighborhood> neighborhoods;
    private final ReadOnlyKeyValueStore<String, History> histories;
    private final Supplier<OwnedVectors> inMemory;
    private final Similarity measure;

    ShardReader(
            ReadOnlyKeyValueStore<String, KnownTask> tasks,
            ReadOnlyKeyValueStore<String, GraphVector> vectors,
            ReadOnlyKeyValueStore<String, Neighborhood> neighborhoods,
            ReadOnlyKeyValueStore<String, History> histories,
            Supplier<OwnedVectors> inMemory,
            Similarity measure) {
        this.tasks = tasks;
        this.vectors = vectors;
        this.neighborhoods = neighborhoods;
        this.histories = histories;
        this.inMemory = inMemory;
        this.measure = measure;
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
    public List<ComparedVector> vectors(Collection<String> named) {
        return named.stream()
                .flatMap(task ->
                        Optional.ofNullable(vectors.get(task)).map(vector -> new ComparedVector(task, vector)).stream())
                .toList();
    }

    /**
     * {@return the first owned tasks in the order of their names, and their neighbors}
     *
     * @param after only tasks whose names come after this one
     * @param limit how many tasks at most
     */
    public TaskGraph graph(String after, int limit) {
        List<TaskGraph.Node> nodes = new ArrayList<>();
        List<TaskGraph.Edge> edges = new ArrayList<>();
        // With a zero behind it: the first name that comes after.
        try (KeyValueIterator<String, KnownTask> all = tasks.range(after + '\0', null)) {
            while (all.hasNext() && nodes.size() < limit) {
                KnownTask task = all.next().value;
                neighborhood(task).ifPresent(neighborhood -> {
                    nodes.add(TaskGraph.node(task, neighborhood));
                    edges.addAll(TaskGraph.edges(neighborhood));
                });
            }
            return new TaskGraph(nodes, edges, all.hasNext());
        }
    }

    /** {@return the owned tasks nearest to a vector, at most {@code count}, as its list would show them} */
    public NearestTasks nearest(ComparedVector vector, int count) {
        var similarities = new ExactSimilarities(vector.vector(), vectors, measure);
        Remembered nearest = Remembered.nobody();
        for (String name : inMemory.get().nearest(vector.task(), vector.vector(), count)) {
            Optional<Double> similarity = similarities.of(name);
            Optional<KnownTask> task = Optional.ofNullable(tasks.get(name));
            if (similarity.isPresent() && task.isPresent()) {
                nearest = nearest.with(task.get().asNeighbor(similarity.get()), count);
            }
        }
        return new NearestTasks(nearest.first(count));
    }

    private Optional<TaskNeighborhood> neighborhood(KnownTask task) {
        return Optional.ofNullable(neighborhoods.get(task.name()))
                .map(neighborhood -> TaskNeighborhood.of(task, neighborhood));
    }
}
