package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.similarity.Similarity;
import org.junit.jupiter.api.Test;

class ShardPositionTest {
    @Test
    void listsByOneMeasureAreNotContinuedByAnother() {
        var position = new ShardPosition(7, 3, 0, Similarity.REFERENCE);

        assertThatCode(() -> position.require(Similarity.REFERENCE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> position.require(Similarity.COSINE))
                .hasMessageContaining("pi.graph.similarity is cosine, but the graph's state was made with reference");
    }

    @Test
    void aShardWithoutListsTakesAnyMeasure() {
        assertThatCode(() -> new ShardPosition(0, 0, 0, Similarity.REFERENCE).require(Similarity.COSINE))
                .doesNotThrowAnyException();
    }
}
