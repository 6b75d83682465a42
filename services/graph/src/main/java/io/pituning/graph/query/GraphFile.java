package io.pituning.graph.query;

import io.pituning.graph.TaskGraph;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.AttributeType;
import org.jgrapht.nio.BaseExporter;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.GraphExporter;
import org.jgrapht.nio.dot.DOTExporter;
import org.jgrapht.nio.graphml.GraphMLExporter;

/**
 * The graph as a file that graph programs read: a node for each task, labeled with its name, an arrow to each of its neighbors, labeled with
 * the similarity.
 */
final class GraphFile {
    private static final String LABEL = "label";
    private static final String SIMILARITY = "similarity";

    private final Graph<TaskGraph.Node, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);
    private final Map<TaskGraph.Node, String> ids = new HashMap<>();
    private final Map<DefaultEdge, Double> similarities = new HashMap<>();

    /** Draws these tasks and the relations among them. */
    GraphFile(TaskGraph tasks) {
        Map<String, TaskGraph.Node> nodes = new HashMap<>();
        for (TaskGraph.Node node : tasks.tasks()) {
            nodes.put(node.task(), node);
            graph.addVertex(node);
            // A task's name may hold characters that neither format has in an id.
            ids.put(node, "n" + ids.size());
        }
        for (TaskGraph.Edge edge : tasks.closed().neighbors()) {
            DefaultEdge arrow = graph.addEdge(nodes.get(edge.task()), nodes.get(edge.neighbor()));
            similarities.put(arrow, edge.similarity());
        }
    }

    /** {@return a GraphML document} */
    String graphMl() {
        var exporter = new GraphMLExporter<TaskGraph.Node, DefaultEdge>(ids::get);
        for (String name : new String[] {LABEL, "registration", "foundation", "method"}) {
            exporter.registerAttribute(name, GraphMLExporter.AttributeCategory.NODE, AttributeType.STRING);
        }
        exporter.registerAttribute("revision", GraphMLExporter.AttributeCategory.NODE, AttributeType.INT);
        exporter.registerAttribute(SIMILARITY, GraphMLExporter.AttributeCategory.EDGE, AttributeType.DOUBLE);
        return export(exporter, exporter, false);
    }

    /** {@return a Graphviz digraph} */
    String dot() {
        var exporter = new DOTExporter<TaskGraph.Node, DefaultEdge>(ids::get);
        return export(exporter, exporter, true);
    }

    /** @param shown whether the similarity is also a label, short enough to be drawn */
    private String export(
            BaseExporter<TaskGraph.Node, DefaultEdge> attributes,
            GraphExporter<TaskGraph.Node, DefaultEdge> exporter,
            boolean shown) {
        attributes.setVertexAttributeProvider(GraphFile::attributes);
        attributes.setEdgeAttributeProvider(edge -> attributes(similarities.get(edge), shown));
        var text = new StringWriter();
        exporter.exportGraph(graph, text);
        return text.toString();
    }

    private static Map<String, Attribute> attributes(TaskGraph.Node node) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put(LABEL, DefaultAttribute.createAttribute(node.task()));
        attributes.put("registration", DefaultAttribute.createAttribute(node.registration()));
        attributes.put("foundation", DefaultAttribute.createAttribute(node.foundation()));
        attributes.put("method", DefaultAttribute.createAttribute(node.method()));
        attributes.put("revision", DefaultAttribute.createAttribute(node.revision()));
        return attributes;
    }

    private static Map<String, Attribute> attributes(double similarity, boolean shown) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put(SIMILARITY, DefaultAttribute.createAttribute(similarity));
        if (shown) {
            attributes.put(LABEL, DefaultAttribute.createAttribute(String.format(Locale.ROOT, "%.3f", similarity)));
        }
        return attributes;
    }
}
