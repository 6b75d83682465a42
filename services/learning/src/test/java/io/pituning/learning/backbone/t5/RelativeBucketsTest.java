package io.pituning.learning.backbone.t5;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * T5's own sizes, 32 buckets up to distance 128. Both ways, a direction has 16 buckets: 0 to 7 exactly, then bucket 8 + n begins at 8 · 2^(n/2):
 * 11.3, 16, 22.6, 32, 45.3, 64, 90.5. One way, 0 to 15 exactly, then bucket 16 + n begins at 16 · 2^(3n/16): 18.2, 20.7, 23.6, 26.9, … 112.4.
 */
class RelativeBucketsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "7, 7",
        "8, 8",
        "11, 8",
        "12, 9",
        "15, 9",
        "16, 10",
        "22, 10",
        "23, 11",
        "31, 11",
        "32, 12",
        "45, 12",
        "46, 13",
        "63, 13",
        "64, 14",
        "90, 14",
        "91, 15",
        "127, 15",
        "128, 15",
        "129, 15",
        "5000, 15"
    })
    void ofAnEncoderAreLogarithmicOnBothSides(int distance, int bucket) {
        RelativeBuckets buckets = new RelativeBuckets(32, 128, true);

        assertThat(buckets.of(9000, 9000 - distance)).as("before").isEqualTo(bucket);
        assertThat(buckets.of(9000, 9000 + distance)).as("after").isEqualTo(distance == 0 ? 0 : 16 + bucket);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "15, 15",
        "16, 16",
        "18, 16",
        "19, 17",
        "20, 17",
        "21, 18",
        "23, 18",
        "24, 19",
        "26, 19",
        "27, 20",
        "30, 20",
        "31, 21",
        "112, 30",
        "113, 31",
        "128, 31",
        "5000, 31"
    })
    void ofADecoderAreLogarithmicBeforeTheQueryAndZeroAfterIt(int distance, int bucket) {
        RelativeBuckets buckets = new RelativeBuckets(32, 128, false);

        assertThat(buckets.of(9000, 9000 - distance)).as("before").isEqualTo(bucket);
        assertThat(buckets.of(9000, 9000 + distance)).as("after").isZero();
    }
}
