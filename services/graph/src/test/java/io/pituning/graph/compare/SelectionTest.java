package io.pituning.graph.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectionTest {
    @Test
    void bringsTheSmallestToTheFrontAlsoAmongManyEquals() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            float[] values = new float[1 + random.nextInt(100)];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(1 + round / 3);
            }
            int count = 1 + random.nextInt(values.length);
            float[] sorted = values.clone();
            Arrays.sort(sorted);

            Selection.toFront(values, values.length, count);

            float[] front = Arrays.copyOf(values, count);
            Arrays.sort(front);
            assertThat(front).containsExactly(Arrays.copyOf(sorted, count));
        }
    }
}
