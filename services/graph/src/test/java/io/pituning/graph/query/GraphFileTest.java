package io.pituning.graph.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.graph.TaskGraph;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class GraphFileTest {
    private static final String AWKWARD = "a \"quoted\" <task> & more";

    private final TaskGraph graph = new TaskGraph(
            List.of(node("one"), node(AWKWARD)),
            List.of(
                    new TaskGraph.Edge("one", AWKWARD, 0.25),
                    new TaskGraph.Edge(AWKWARD, "one", 0.25),
                    new TaskGraph.Edge("one", "has left", 0.5)),
            false);

    @Test
    void graphMlHasNodesAndEdgesWithWhatIsKnownOfThem() throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(new GraphFile(graph).graphMl().getBytes(StandardCharsets.UTF_8)));

        assertThat(document.getElementsByTagName("node").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagName("edge").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagName("node").item(1).getTextContent())
                .contains(AWKWARD);
        assertThat(document.getElementsByTagName("edge").item(0).getTextContent())
                .contains("0.25");
    }

    @Test
    void dotHasNodesAndArrows() {
        assertThat(new GraphFile(graph).dot())
                .startsWith("strict digraph")
                .contains("label=\"one\"")
                .contains("a \\\"quoted\\\" <task> & more")
                .contains("n0 -> n1")
                .contains("n1 -> n0")
                .contains("label=\"0.250\"")
                .doesNotContain("n2");
    }

    @Test
    void aFormatIsNamedOrAccepted() {
        var everything = new MediaType();
        var html = new MediaType("text", "html");
        var graphMl = new MediaType("application", "graphml+xml");

        assertThat(GraphFormat.of(Optional.of("dot"), List.of(everything))).isEqualTo(GraphFormat.DOT);
        assertThat(GraphFormat.of(Optional.empty(), List.of(everything))).isEqualTo(GraphFormat.JSON);
        assertThat(GraphFormat.of(Optional.empty(), List.of(html, graphMl, everything)))
                .isEqualTo(GraphFormat.GRAPHML);
        assertThatThrownBy(() -> GraphFormat.of(Optional.of("pdf"), List.of()))
                .isInstanceOfSatisfying(
                        WebApplicationException.class,
                        e -> assertThat(e.getResponse().getStatus()).isEqualTo(400));
    }

    private static TaskGraph.Node node(String task) {
        return new TaskGraph.Node(task, "registration", "pi-nano", "lora", 1);
    }
}
