package io.pituning.graph;

import static io.pituning.graph.SettingsBuilder.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.similarity.Similarity;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskNeighbors;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WhoIsNearTest {
    @TempDir
    private Path state;

    private GraphDriver graph;

    @BeforeEach
    void start() {
        graph = GraphDriver.start(state.resolve("exact"), settings().build());
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void aFirstTaskHasNoNeighbors() {
        graph.arrive(Vectors.task("first", 10));

        assertThat(graph.written()).singleElement().satisfies(event -> {
            assertThat(event.task()).isEqualTo("first");
            assertThat(event.neighbors()).isEmpty();
            assertThat(event.revision()).isEqualTo(1);
        });
    }

    @Test
    void theNearestTasksComeFirstAndNoMoreThanAskedFor() {
        graph.arrive(Vectors.task("far", 85));
        graph.arrive(Vectors.task("near", 22));
        graph.arrive(Vectors.task("middle", 40));
        graph.written();

        graph.arrive(Vectors.task("newcomer", 20, 2));

        TaskNeighbors neighborhood = graph.only("newcomer");
        assertThat(neighborhood.neighbors()).extracting(Neighbor::task).containsExactly("near", "middle");
        assertThat(neighborhood.neighbors().get(0).similarity())
                .isGreaterThan(neighborhood.neighbors().get(1).similarity());
        assertThat(neighborhood.neighbors().get(0).expertArtifact())
                .isEqualTo(Vectors.task("near", 22).expertArtifact());
    }

    @ParameterizedTest
    @CsvSource({"REFERENCE, proportional", "COSINE, parallel"})
    void theConfiguredMeasureSaysWhoIsNear(Similarity measure, String nearest) {
        var comparison = new Comparison(measure, 1, 0, 2 * Shard.SPARE);
        try (var measured = GraphDriver.start(
                state.resolve("measured"), settings().comparison(comparison).build())) {
            // The cosine looks at the large first value, the reference's measure at how many values are about as large
            // as the other's.
            TaskEmbedded parallel = Vectors.ofValues("parallel", 4, 1, 0.1f);
            measured.arrive(parallel);
            measured.arrive(Vectors.ofValues("proportional", 1.5f, 1, 1));

            TaskEmbedded newcomer = Vectors.ofValues("newcomer", 4, 1, 1);
            measured.arrive(newcomer);

            List<Neighbor> list = measured.only("newcomer").neighbors();
            assertThat(list.get(0).task()).isEqualTo(nearest);
            assertThat(list)
                    .filteredOn(neighbor -> neighbor.task().equals("parallel"))
                    .extracting(Neighbor::similarity)
                    .containsExactly(Vectors.similarity(newcomer, parallel, measure));
        }
    }

    @Test
    void tasksOnAnotherFoundationModelAreNoNeighbors() {
        graph.arrive(Vectors.onFoundation("elsewhere", 10, "f".repeat(64)));

        graph.arrive(Vectors.task("here", 10));

        assertThat(graph.written()).hasSize(2).allSatisfy(event -> assertThat(event.neighbors())
                .isEmpty());
    }

    @Test
    void vectorsOfOtherLengthsNeverMeet() {
        graph.arrive(Vectors.ofValues("longer", 0.25f, 0.5f, 0.75f));

        graph.arrive(Vectors.task("shorter", 10));

        assertThat(graph.only("shorter").neighbors()).isEmpty();
    }

    static Stream<ExpertShape> shapes() {
        return Stream.of(
                shape("lora", 8),
                shape("lora", 4),
                ExpertShape.of("lora", OptionalInt.of(8), Optional.of(List.of("q_proj", "v_proj")), 100),
                shape("adapter", 8),
                shape("prompt", 8),
                shape("prompt", 4),
                ExpertShape.of("bitfit", OptionalInt.empty(), Optional.empty(), 100));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void onlyTasksWhoseExpertsHaveTheSameMethodAndShapeAreNeighbors(ExpertShape shape) {
        shapes().forEach(other -> graph.arrive(Vectors.ofShape(nameOf(other), 10, other)));
        graph.written();

        graph.arrive(Vectors.ofShape("newcomer", 12, shape));

        assertThat(graph.written().get(0).neighbors())
                .extracting(Neighbor::task)
                .containsExactly(nameOf(shape));
    }

    private static ExpertShape shape(String method, int size) {
        return ExpertShape.of(method, OptionalInt.of(size), Optional.empty(), 100);
    }

    private static String nameOf(ExpertShape shape) {
        return "task-" + Integer.toHexString(shape.hashCode());
    }
}
