package io.pituning.graph.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.similarity.Similarity;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class VectorTableTest {
    private static final int[] SEGMENTS = {8, 512, 1, 33, 300};
    private static final int THREADS = 2;

    static Stream<Arguments> measuresAndKernels() {
        return Arrays.stream(Similarity.values()).flatMap(measure -> Stream.of(new ScalarKernel(), panama())
                .map(kernel -> Arguments.of(measure, kernel)));
    }

    @ParameterizedTest
    @MethodSource("measuresAndKernels")
    void agreesWithTheLearningCoreOnTasksFarAndNear(Similarity measure, Kernel kernel) {
        Random random = new Random(3);
        VectorTable table = new VectorTable(SEGMENTS, measure, THREADS, kernel);
        float[] query = Fishers.vector(random, SEGMENTS);
        Map<String, float[]> vectors = new LinkedHashMap<>();
        for (int i = 0; i < 35; i++) {
            vectors.put("far-" + i, Fishers.vector(random, SEGMENTS));
            vectors.put("near-" + i, Fishers.near(query, 0.1 * i, random));
        }
        vectors.put("itself", query);
        requireAgreement(measure, table, vectors, query, SEGMENTS);
    }

    @ParameterizedTest
    @MethodSource("measuresAndKernels")
    void agreesOnVectorsOfTheSizeOfRealOnes(Similarity measure, Kernel kernel) {
        int[] segments = IntStream.generate(() -> 128).limit(32).toArray();
        Random random = new Random(4);
        VectorTable table = new VectorTable(segments, measure, THREADS, kernel);
        float[] query = Fishers.vector(random, segments);
        Map<String, float[]> vectors = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            vectors.put("task-" + i, Fishers.near(query, i, random));
        }
        requireAgreement(measure, table, vectors, query, segments);
    }

    @ParameterizedTest
    @MethodSource("measuresAndKernels")
    void agreesWhereEveryValueIsRoundedAsFarAsPossible(Similarity measure, Kernel kernel) {
        Random random = new Random(5);
        int[] segments = {3};
        VectorTable table = new VectorTable(segments, measure, THREADS, kernel);
        double worst = 0;
        for (int i = 0; i < 500; i++) {
            float[] query = Fishers.near(new float[] {1, 1, 1}, 3, random);
            float[] stored = new float[query.length];
            for (int j = 0; j < stored.length; j++) {
                // Halfway between two codes, where an even one lies below or above.
                int exponent = random.nextInt(9) - 4;
                stored[j] = Math.scalb(1 + (random.nextBoolean() ? 1 : 3) / 512f, exponent);
            }
            table.put(0, stored);
            float[] into = new float[1];
            table.similarities(query, into);
            double error = Math.abs(into[0] - Fishers.similarity(measure, query, stored, segments));
            worst = Math.max(worst, error);
        }
        assertThat(worst).isLessThanOrEqualTo(VectorTable.MAX_ERROR).isGreaterThan(VectorTable.MAX_ERROR / 10);
    }

    @ParameterizedTest
    @MethodSource("measuresAndKernels")
    void leavesOutTensorsThatAreAllZeroOnOneSide(Similarity measure, Kernel kernel) {
        int[] segments = {2, 2, 2};
        VectorTable table = new VectorTable(segments, measure, THREADS, kernel);
        Map<String, float[]> vectors = new LinkedHashMap<>();
        vectors.put("all-there", new float[] {1, 2, 3, 4, 5, 6});
        vectors.put("first-missing", new float[] {0, 0, 3, 4, 5, 6});
        vectors.put("last-missing", new float[] {1, 2, 3, 4, 0, 0});
        vectors.put("only-last", new float[] {0, 0, 0, 0, 5, 6});
        vectors.put("nothing", new float[6]);
        requireAgreement(measure, table, vectors, new float[] {6, 5, 4, 3, 0, 0}, segments);
        requireAgreement(measure, table, vectors, new float[] {0, 0, 4, 3, 2, 1}, segments);
        requireAgreement(measure, table, vectors, new float[6], segments);
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void bothKernelsSayTheSame(Similarity measure) {
        Random random = new Random(6);
        VectorTable scalar = new VectorTable(SEGMENTS, measure, 1, new ScalarKernel());
        VectorTable vector = new VectorTable(SEGMENTS, measure, 1, panama());
        for (int i = 0; i < 40; i++) {
            float[] values = Fishers.vector(random, SEGMENTS);
            scalar.put(i, values);
            vector.put(i, values);
        }
        float[] query = Fishers.vector(random, SEGMENTS);
        assertThat(similarities(vector, 40, query)).containsExactly(similarities(scalar, 40, query), within(1e-5f));
        assertThat(vector.checksum()).isEqualTo(scalar.checksum()).isNotZero();
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void isTheSameInBothDirectionsUpToTheErrorOfEach(Similarity measure) {
        Random random = new Random(7);
        float[] one = Fishers.vector(random, SEGMENTS);
        float[] other = Fishers.near(one, 1, random);
        VectorTable table = new VectorTable(SEGMENTS, measure, THREADS);
        table.put(0, one);
        table.put(1, other);
        assertThat(similarities(table, 2, one)[1])
                .isCloseTo(similarities(table, 2, other)[0], within((float) (2 * VectorTable.MAX_ERROR)));
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void theNumberOfThreadsDoesNotChangeASingleBit(Similarity measure) {
        Random random = new Random(8);
        VectorTable alone = new VectorTable(SEGMENTS, measure, 1);
        VectorTable together = new VectorTable(SEGMENTS, measure, 4);
        for (int i = 0; i < 200; i++) {
            float[] values = Fishers.vector(random, SEGMENTS);
            alone.put(i, values);
            together.put(i, values);
        }
        float[] query = Fishers.vector(random, SEGMENTS);
        assertThat(similarities(together, 200, query)).containsExactly(similarities(alone, 200, query));
    }

    @Test
    void aNewVectorTakesThePlaceOfTheOldOne() {
        VectorTable table = new VectorTable(new int[] {2}, Similarity.COSINE, 1);
        table.put(0, new float[] {1, 0});
        table.put(0, new float[] {0, 1});
        assertThat(similarities(table, 1, new float[] {1, 0})).containsExactly(0);
        assertThat(similarities(table, 1, new float[] {0, 1})).containsExactly(1);
    }

    @Test
    void everySlotHasItsVectorWhateverTheOthersHold() {
        VectorTable table = new VectorTable(new int[] {1}, Similarity.COSINE, 1);
        table.put(0, new float[] {1});
        table.put(2, new float[] {3});
        table.put(1, new float[] {0});
        assertThat(similarities(table, 3, new float[] {1})).containsExactly(1, 0, 1);
        assertThat(similarities(table, 1, new float[] {1})).containsExactly(1);
    }

    @Test
    void anEmptyTableHasNoSlots() {
        VectorTable table = new VectorTable(new int[] {1}, Similarity.REFERENCE, 2);
        assertThat(similarities(table, 0, new float[] {1})).isEmpty();
        assertThatThrownBy(() -> similarities(table, 1, new float[] {1})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsNoVectorOfItsTensorsAndStaysAsItWas() {
        VectorTable table = new VectorTable(new int[] {2}, Similarity.REFERENCE, 1);
        for (float[] wrong : new float[][] {{1}, {1, -1}, {1, Float.NaN}, {1, Float.POSITIVE_INFINITY}}) {
            assertThatThrownBy(() -> table.put(0, wrong)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> table.similarities(wrong, new float[0]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> table.similarities(new float[] {1, 1}, new float[1]))
                .hasMessageContaining("no 1 slots");
    }

    private static void requireAgreement(
            Similarity measure, VectorTable table, Map<String, float[]> vectors, float[] query, int[] segments) {
        List<String> tasks = List.copyOf(vectors.keySet());
        for (int slot = 0; slot < tasks.size(); slot++) {
            table.put(slot, vectors.get(tasks.get(slot)));
        }
        float[] similarities = similarities(table, tasks.size(), query);
        for (int slot = 0; slot < tasks.size(); slot++) {
            String task = tasks.get(slot);
            assertThat((double) similarities[slot])
                    .as(task)
                    .isBetween(0.0, 1.0)
                    .isCloseTo(
                            Fishers.similarity(measure, query, vectors.get(task), segments),
                            within(VectorTable.MAX_ERROR));
        }
    }

    private static float[] similarities(VectorTable table, int slots, float[] query) {
        float[] into = new float[slots];
        table.similarities(query, into);
        return into;
    }

    /** The build starts tests with the module; without it half of this class would be silently left out. */
    private static Kernel panama() {
        return Kernels.panama().orElseThrow();
    }
}
