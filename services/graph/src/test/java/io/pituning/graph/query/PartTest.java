package io.pituning.graph.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.graph.NearestTasks;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Neighbor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartTest {
    private static final Part<String> FIRST = new Part<>(List.of(0, 2), "first ");
    private static final Part<String> SECOND = new Part<>(List.of(1), "second ");
    private static final Part<String> NO_SHARDS = new Part<>(List.of(), "");

    @Test
    void partsThatSpeakForEachShardOnceAreTheWhole() {
        assertThat(whole(List.of(FIRST, SECOND, NO_SHARDS))).hasValue("first second ");
    }

    @Test
    void aMissingShardIsNoWhole() {
        assertThat(whole(List.of(FIRST, NO_SHARDS))).isEmpty();
    }

    @Test
    void aShardReadTwiceIsNoWhole() {
        assertThat(whole(List.of(FIRST, SECOND, SECOND))).isEmpty();
    }

    @Test
    void theNearestOfSeveralPartsAreTheNearestOfAll() {
        var some = new Part<>(List.of(0), new NearestTasks(List.of(neighbor("a", 0.9), neighbor("c", 0.5))));
        var others = new Part<>(List.of(1), new NearestTasks(List.of(neighbor("b", 0.7), neighbor("d", 0.4))));

        Optional<NearestTasks> nearest =
                Part.whole(List.of(others, some), 2, NearestTasks.none(), (mine, theirs) -> mine.and(theirs, 3));

        assertThat(nearest.orElseThrow().neighbors()).extracting(Neighbor::task).containsExactly("a", "b", "c");
    }

    private static Optional<String> whole(List<Part<String>> parts) {
        return Part.whole(parts, 3, "", String::concat);
    }

    private static Neighbor neighbor(String task, double similarity) {
        return new Neighbor(task, "registration", similarity, new Artifact("file:///a", "0".repeat(64), 1));
    }
}
