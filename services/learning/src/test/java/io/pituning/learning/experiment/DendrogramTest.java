package io.pituning.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DendrogramTest {
    /** Tasks 0 and 2 are at distance 0.1; task 1 at 0.6 and 0.8 from them, so at 0.7 from both; task 3 is far from all. */
    private static final double[][] SIMILARITY = {
        {1.0, 0.4, 0.9, 0.1},
        {0.4, 1.0, 0.2, 0.1},
        {0.9, 0.2, 1.0, 0.1},
        {0.1, 0.1, 0.1, 1.0}
    };

    @Test
    void joinsTheNearestFirstAtTheirMeanDistance() {
        Dendrogram root = Dendrogram.averageLinkage(SIMILARITY);

        assertThat(root.leaves()).containsExactly(0, 2, 1, 3);
        assertThat(root.height()).isCloseTo(0.9, within(1e-12));
        Dendrogram three = ((Dendrogram.Join) root).left();
        assertThat(three.leaves()).containsExactly(0, 2, 1);
        assertThat(three.height()).isCloseTo(0.7, within(1e-12));
        Dendrogram two = ((Dendrogram.Join) three).left();
        assertThat(two.height()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void aSingleTaskIsALeaf() {
        Dendrogram leaf = Dendrogram.averageLinkage(new double[][] {{1}});

        assertThat(leaf.leaves()).containsExactly(0);
        assertThat(leaf.height()).isZero();
    }
}
