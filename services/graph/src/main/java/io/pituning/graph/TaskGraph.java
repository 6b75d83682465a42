package io.pituning.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tasks and who is whose neighbor: of some shards, or of all. */
public record TaskGraph(List<Node> tasks, List<Edge> neighbors) {
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

    /** {@return nothing} */
    public static TaskGraph empty() {
        return new TaskGraph(List.of(), List.of());
    }

    /** {@return this and another part} */
    public TaskGraph and(TaskGraph other) {
        List<Node> nodes = new ArrayList<>(tasks);
        nodes.addAll(other.tasks);
        List<Edge> edges = new ArrayList<>(neighbors);
        edges.addAll(other.neighbors);
        return new TaskGraph(nodes, edges);
    }

    /** {@return without relations to tasks that are not in it: parts are read one after the other, and a task may leave in between} */
    public TaskGraph whole() {
        Set<String> names = tasks.stream().map(Node::task).collect(Collectors.toSet());
        return new TaskGraph(
                tasks,
                neighbors.stream()
                        .filter(edge -> names.contains(edge.task()) && names.contains(edge.neighbor()))
                        .toList());
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
