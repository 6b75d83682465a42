package io.pituning.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxOverlapTest {
    private static final String BOX = "<bin_0> <bin_0> <bin_10> <bin_10>";

    @Test
    void half_of_the_union_in_common_is_a_hit_and_less_is_a_miss() {
        assertThat(score("0 0 10 5", BOX)).isEqualTo(1);
        assertThat(score("0 0 1000 499", "0 0 1000 1000")).isZero();
        // 5 · 10 in common, 10 · 10 + 10 · 10 - 50 in all
        assertThat(score("5 0 15 10", BOX)).isZero();
    }

    @Test
    void boxes_apart_have_nothing_in_common() {
        assertThat(score("20 20 30 30", BOX)).isZero();
        assertThat(score("10 0 20 10", BOX)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<bin_0><bin_0><bin_10><bin_10>", "0 0 10 10", "[0, 0, 10, 10]", "region: 0-0-10-10."})
    void a_box_may_be_written_with_location_tokens_or_plain_numbers(String answer) {
        assertThat(score(answer, BOX)).isEqualTo(1);
    }

    @Test
    void a_box_may_reach_beyond_the_edge() {
        assertThat(score("-10 -10 10 10", "-10 -10 10 10")).isEqualTo(1);
        assertThat(score("-10 -10 10 10", BOX)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "the cat",
                "0 0 10",
                "0 0 10 10 10",
                "10 0 0 10",
                "0 10 10 0",
                "0 0 0 10",
                "0.0 0 10 10",
                "0 0 10 99999999999999999999"
            })
    void what_is_no_proper_box_is_a_miss_even_against_itself(String answer) {
        assertThat(score(answer, BOX)).isZero();
        assertThat(score(answer, answer)).isZero();
    }

    @Test
    void any_reference_counts_and_the_share_of_hits_is_the_score() {
        assertThat(Metric.IOU.score(
                        List.of("0 0 10 10", "0 0 10 10"), List.of(List.of("20 20 30 30", BOX), List.of("5 5 6 6"))))
                .isEqualTo(0.5);
    }

    private static double score(String answer, String reference) {
        return Metric.IOU.score(List.of(answer), List.of(List.of(reference)));
    }
}
