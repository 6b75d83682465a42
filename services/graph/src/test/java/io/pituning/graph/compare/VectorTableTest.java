package io.pituning.graph.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.similarity.Similarity;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
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
            table.put("task", stored);
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
            scalar.put("task-" + i, values);
            vector.put("task-" + i, values);
        }
        float[] query = Fishers.vector(random, SEGMENTS);
        assertThat(similarities(vector, query)).containsExactly(similarities(scalar, query), within(1e-5f));
        assertThat(vector.checksum()).isEqualTo(scalar.checksum()).isNotZero();
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void isTheSameInBothDirectionsUpToTheErrorOfEach(Similarity measure) {
        Random random = new Random(7);
        float[] one = Fishers.vector(random, SEGMENTS);
        float[] other = Fishers.near(one, 1, random);
        VectorTable table = new VectorTable(SEGMENTS, measure, THREADS);
        table.put("one", one);
        table.put("other", other);
        assertThat(similarities(table, one)[1])
                .isCloseTo(similarities(table, other)[0], within((float) (2 * VectorTable.MAX_ERROR)));
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void theNumberOfThreadsDoesNotChangeASingleBit(Similarity measure) {
        Random random = new Random(8);
        VectorTable alone = new VectorTable(SEGMENTS, measure, 1);
        VectorTable together = new VectorTable(SEGMENTS, measure, 4);
        for (int i = 0; i < 200; i++) {
            float[] values = Fishers.vector(random, SEGMENTS);
            alone.put("task-" + i, values);
            together.put("task-" + i, values);
        }
        float[] query = Fishers.vector(random, SEGMENTS);
        assertThat(similarities(together, query)).containsExactly(similarities(alone, query));
    }

    @Test
    void aTasksNewVectorTakesThePlaceOfTheOldOne() {
        VectorTable table = new VectorTable(new int[] {2}, Similarity.COSINE, 1);
        int slot = table.put("task", new float[] {1, 0});
        assertThat(table.put("task", new float[] {0, 1})).isEqualTo(slot);
        assertThat(table.size()).isOne();
        assertThat(similarities(table, new float[] {1, 0})).containsExactly(0);
        assertThat(similarities(table, new float[] {0, 1})).containsExactly(1);
    }

    @Test
    void aFreeSlotIsNotANumberUntilTheNextTaskTakesIt() {
        VectorTable table = new VectorTable(new int[] {1}, Similarity.COSINE, 1);
        table.put("a", new float[] {1});
        table.put("b", new float[] {2});
        table.put("c", new float[] {3});

        assertThat(table.remove("b")).isTrue();
        assertThat(table.remove("b")).isFalse();

        assertThat(table.size()).isEqualTo(2);
        assertThat(table.slots()).isEqualTo(3);
        assertThat(table.task(1)).isEmpty();
        assertThat(table.slot("b")).isEmpty();
        assertThat(similarities(table, new float[] {1})).containsExactly(1, Float.NaN, 1);
        assertThat(table.put("d", new float[] {0})).isEqualTo(1);
        assertThat(table.task(1)).contains("d");
        assertThat(table.slot("d")).isEqualTo(OptionalInt.of(1));
        assertThat(similarities(table, new float[] {1})).containsExactly(1, 0, 1);
    }

    @Test
    void anEmptiedTableHasNoSlots() {
        VectorTable table = new VectorTable(new int[] {1}, Similarity.REFERENCE, 2);
        table.put("a", new float[] {1});
        table.remove("a");
        assertThat(table.slots()).isZero();
        assertThat(similarities(table, new float[] {1})).isEmpty();
    }

    @Test
    void refusesWhatIsNoVectorOfItsTensorsAndStaysAsItWas() {
        VectorTable table = new VectorTable(new int[] {2}, Similarity.REFERENCE, 1);
        for (float[] wrong : new float[][] {{1}, {1, -1}, {1, Float.NaN}, {1, Float.POSITIVE_INFINITY}}) {
            assertThatThrownBy(() -> table.put("a", wrong)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> table.similarities(wrong, new float[1]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(table.size()).isZero();
    }

    private static void requireAgreement(
            Similarity measure, VectorTable table, Map<String, float[]> vectors, float[] query, int[] segments) {
        vectors.forEach(table::put);
        float[] similarities = similarities(table, query);
        vectors.forEach((task, vector) -> assertThat(
                        (double) similarities[table.slot(task).orElseThrow()])
                .as(task)
                .isBetween(0.0, 1.0)
                .isCloseTo(Fishers.similarity(measure, query, vector, segments), within(VectorTable.MAX_ERROR)));
    }

    private static float[] similarities(VectorTable table, float[] query) {
        float[] into = new float[table.slots()];
        table.similarities(query, into);
        return into;
    }

    /** The build starts tests with the module; without it half of this class would be silently left out. */
    private static Kernel panama() {
        return Kernels.panama().orElseThrow();
    }
}
