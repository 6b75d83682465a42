package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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

    private static Revision revision(int number) {
        return new Revision("registration", number, "2026-01-01T00:00:00Z", List.of(), Optional.empty(), true);
    }
}
