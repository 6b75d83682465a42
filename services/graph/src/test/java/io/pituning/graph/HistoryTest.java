package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Neighbor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
    @Test
    void itKeepsTheNewestRevisionsInOrder() {
        History history = History.empty();
        for (int revision = 1; revision <= History.MOST + 5; revision++) {
            history = history.with(revision(revision));
        }

        assertThat(history.revisions())
                .extracting(Revision::revision)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(6, History.MOST + 5).boxed().toList());
    }

    /** Of letters that take one byte in JSON, two and six. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "\u0001"})
    void ofWideNeighborhoodsItKeepsAsManyAsOneRecordTakes(String letter) {
        int neighbors = 64;
        String address = "file:///" + letter.repeat(990 / VersionedJson.bytes(letter));
        var artifact = new Artifact(address, "0".repeat(64), 400_000);
        List<Neighbor> wide = IntStream.range(0, neighbors)
                .mapToObj(i -> new Neighbor("n".repeat(63), "0".repeat(64), 0.123456789012345678, artifact))
                .toList();
        History history = History.empty();
        for (int revision = 1; revision <= History.MOST; revision++) {
            history = history.with(revision(revision, wide));
        }

        assertThat(history.revisions().get(history.revisions().size() - 1).revision())
                .isEqualTo(History.MOST);
        assertThat(history.revisions()).hasSizeBetween(2, History.MOST - 1);
        assertThat(VersionedJson.of(History.class).serializer().serialize("", history))
                .hasSizeLessThan(1_000_000);
    }

    private static Revision revision(int number) {
        return revision(number, List.of());
    }

    private static Revision revision(int number, List<Neighbor> neighbors) {
        return new Revision("registration", number, "2026-01-01T00:00:00Z", neighbors, Optional.empty(), true);
    }
}
