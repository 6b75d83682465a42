package io.pituning.graph;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tasks in the order of their names, with their neighbors: those of some shards, or of all.
 *
 * @param neighbors of these tasks; a neighbor may be a task that is not among them
 * @param more whether there are further tasks after the last of these
 */
public record TaskGraph(List<Node> tasks, List<Edge> neighbors, boolean more) {
    public TaskGraph {
        tasks = List.copyOf(tasks);
        neighbors = List.copyOf(neighbors);
    }

    /**
     * A task.
     *
     * @param foundation name of the frozen model
     * @param method of its expert
     * @param revision of its neighborhood as it was written last; 0 where none was
     */
    public record Node(String task, String registration, String foundation, String method, int revision) {}

    /**
     * One of a task's nearest; the other way round need not hold.
     *
     * @param similarity 0 to 1
     */
    public record Edge(String task, String neighbor, double similarity) {}

    /** {@return a graph without tasks} */
    public static TaskGraph empty() {
        return new TaskGraph(List.of(), List.of(), false);
    }

    /**
     * {@return the first tasks of this part and another, at most {@code limit}}
     *
     * <p>Each part must hold the first {@code limit} of its own tasks, or all if it has fewer.
     */
    public TaskGraph and(TaskGraph other, int limit) {
        List<Node> all = Stream.of(this, other)
                .flatMap(part -> part.tasks.stream())
                .sorted(Comparator.comparing(Node::task))
                .toList();
        List<Node> first = all.subList(0, Math.min(limit, all.size()));
        Set<String> names = names(first);
        List<Edge> theirs = Stream.of(this, other)
                .flatMap(part -> part.neighbors.stream())
                .filter(edge -> names.contains(edge.task()))
                .toList();
        return new TaskGraph(first, theirs, more || other.more || all.size() > first.size());
    }

    /** {@return this graph without edges to tasks that are not in it} */
    public TaskGraph closed() {
        Set<String> names = names(tasks);
        return new TaskGraph(
                tasks,
                neighbors.stream()
                        .filter(edge -> names.contains(edge.neighbor()))
                        .toList(),
                more);
    }

    private static Set<String> names(List<Node> tasks) {
        return tasks.stream().map(Node::task).collect(Collectors.toSet());
    }

    static Node node(KnownTask task, TaskNeighborhood neighborhood) {
        return new Node(
                task.name(),
                task.registration(),
                task.foundation().name(),
                task.expert().method(),
                neighborhood.revision());
    }

    static List<Edge> edges(TaskNeighborhood neighborhood) {
        return neighborhood.neighbors().stream()
                .map(neighbor -> new Edge(neighborhood.task(), neighbor.task(), neighbor.similarity()))
                .toList();
    }
}
