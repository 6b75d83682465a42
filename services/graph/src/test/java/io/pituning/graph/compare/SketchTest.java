package io.pituning.graph.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.similarity.Similarity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SketchTest {
    private static final int[] SEGMENTS = {64, 8, 200};
    private static final int FAMILIES = 20;
    private static final int MEMBERS = 10;

    static Stream<Arguments> measuresAndKernels() {
        return Arrays.stream(Similarity.values()).flatMap(measure -> Stream.of(
                        new ScalarKernel(), Kernels.panama().orElseThrow())
                .map(kernel -> Arguments.of(measure, kernel)));
    }

    @ParameterizedTest
    @MethodSource("measuresAndKernels")
    void theNearestByTheMeasureAreAmongThoseOfLowestDistance(Similarity measure, Kernel kernel) {
        Random random = new Random(1);
        Sketch sketch = new Sketch(SEGMENTS, measure, 2, kernel);
        float[][] centers = new float[FAMILIES][];
        float[][] tasks = new float[FAMILIES * MEMBERS][];
        for (int slot = 0; slot < tasks.length; slot++) {
            int family = slot % FAMILIES;
            if (slot < FAMILIES) {
                centers[family] = Fishers.near(Fishers.vector(new Random(2), SEGMENTS), 1, random);
            }
            tasks[slot] = Fishers.near(centers[family], 0.3, random);
            sketch.put(slot, tasks[slot]);
        }
        for (float[] center : centers) {
            List<Integer> nearest = IntStream.range(0, tasks.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(
                            slot -> -Fishers.similarity(measure, center, tasks[slot], SEGMENTS)))
                    .limit(MEMBERS / 2)
                    .toList();
            assertThat(Arrays.stream(nearest(sketch, center, 2 * MEMBERS)).boxed())
                    .containsAll(nearest);
        }
    }

    @Test
    void theTaskItselfComesFirst() {
        Sketch sketch = tenTasks();
        assertThat(nearest(sketch, task(7), 3)).hasSize(3).startsWith(7);
    }

    @Test
    void aFactorCommonToATensorMakesNoDifference() {
        Sketch sketch = new Sketch(new int[] {4}, Similarity.REFERENCE, 1);
        sketch.put(0, new float[] {8, 2, 4, 2});
        sketch.put(1, new float[] {1, 2, 3, 4});
        assertThat(nearest(sketch, new float[] {100, 200, 300, 400}, 1)).containsExactly(1);
    }

    @Test
    void underTheCosineTheDistanceIsTwiceWhatIsMissingFromSimilarity() {
        int[] segments = {256, 256};
        Sketch sketch = new Sketch(segments, Similarity.COSINE, 1);
        Random random = new Random(9);
        float[] query = Fishers.vector(random, segments);
        for (int slot = 0; slot < 10; slot++) {
            float[] task = Fishers.near(query, 0.2 * slot, random);
            sketch.put(slot, task);
            double expected = 2 * segments.length * (1 - Fishers.similarity(Similarity.COSINE, query, task, segments));
            // Eight places a value: eight times the distance. A projection to 512 numbers keeps it within some percent.
            assertThat(sketch.distances(query)[slot] / 8.0).isCloseTo(expected, within(0.3 * expected + 0.01));
        }
    }

    @Test
    void aRemovedTaskHasNoDistance() {
        Sketch sketch = tenTasks();
        sketch.remove(7);
        assertThat(nearest(sketch, task(7), 100)).hasSize(9).doesNotContain(7);
    }

    @Test
    void aNewVectorTakesThePlaceOfTheOldOne() {
        Sketch sketch = tenTasks();
        sketch.put(7, task(70));
        sketch.put(8, task(7));
        assertThat(nearest(sketch, task(7), 1)).containsExactly(8);
        assertThat(nearest(sketch, task(70), 1)).containsExactly(7);
    }

    @Test
    void allTasksHaveADistanceAndWithoutTasksThereIsNone() {
        assertThat(nearest(tenTasks(), task(1), 11))
                .containsExactlyInAnyOrder(IntStream.range(0, 10).toArray());
        assertThat(nearest(tenTasks(), task(1), 0)).isEmpty();
        assertThat(nearest(new Sketch(SEGMENTS, Similarity.REFERENCE, 1), task(1), 5))
                .isEmpty();
    }

    @Test
    void equalTasksComeInTheOrderOfTheirSlots() {
        Sketch sketch = new Sketch(SEGMENTS, Similarity.REFERENCE, 2);
        for (int slot = 0; slot < 100; slot++) {
            sketch.put(slot, task(1));
        }
        assertThat(nearest(sketch, task(1), 3)).containsExactly(0, 1, 2);
    }

    @Test
    void aVectorOfZerosIsAsGoodAsAnyOther() {
        Sketch sketch = tenTasks();
        sketch.put(10, new float[task(1).length]);
        assertThat(nearest(sketch, new float[task(1).length], 1)).containsExactly(10);
    }

    @Test
    void refusesWhatIsNoVectorOfItsTensors() {
        Sketch sketch = tenTasks();
        float[] negative = task(1);
        Arrays.fill(negative, -1);
        assertThatThrownBy(() -> sketch.put(10, negative)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> nearest(sketch, new float[1], 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** {@return the slots whose estimated distance is lowest, as the graph takes them} */
    private static int[] nearest(Sketch sketch, float[] query, int count) {
        return Selection.lowest(sketch.distances(query), count);
    }

    private static Sketch tenTasks() {
        Sketch sketch = new Sketch(SEGMENTS, Similarity.REFERENCE, 2);
        for (int slot = 0; slot < 10; slot++) {
            sketch.put(slot, task(slot));
        }
        return sketch;
    }

    private static float[] task(int seed) {
        return Fishers.vector(new Random(seed), SEGMENTS);
    }
}
