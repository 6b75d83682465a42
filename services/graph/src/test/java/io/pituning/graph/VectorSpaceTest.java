package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.similarity.Similarity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorSpaceTest {
    private static final float[] QUERY = {1, 0};

    /** Compared with all, and proposed by a sketch. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aTaskThatHasLeftIsNamedNoMoreUntilAnotherTakesItsPlace(int sketchFrom) {
        var space = new VectorSpace(new int[] {2}, new Comparison(Similarity.COSINE, 1, sketchFrom, 2 * Shard.SPARE));
        space.put("stays", new float[] {0, 1}, 0);
        space.put("leaves", QUERY, 0);
        space.put("last", new float[] {1, 1}, 0);

        space.remove("leaves");
        assertThat(space.size()).isEqualTo(2);
        assertThat(space.nearest("asks", QUERY, 3)).containsExactlyInAnyOrder("stays", "last");
        assertThat(space.candidates("asks", QUERY, 3, task -> 0.5).welcoming())
                .containsExactlyInAnyOrder("stays", "last");

        space.put("comes", QUERY, 0);
        assertThat(space.nearest("asks", QUERY, 3)).containsExactlyInAnyOrder("stays", "last", "comes");
        assertThat(space.nearest("comes", QUERY, 3)).containsExactlyInAnyOrder("stays", "last");
    }
}
