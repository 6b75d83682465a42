package io.pituning.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.LearningException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {
    @Test
    void the_names_are_part_of_the_contract() {
        assertThat(Metric.values())
                .extracting(Metric::wireName)
                .containsExactly("accuracy", "f1", "matthews", "exact-match", "iou", "bleu-4", "cider");
    }

    @ParameterizedTest
    @EnumSource
    void every_metric_is_found_by_its_name(Metric metric) {
        assertThat(Metric.named(metric.wireName())).isSameAs(metric);
    }

    @Test
    void a_name_nobody_knows_is_told_with_the_known_ones() {
        assertThatThrownBy(() -> Metric.named("rouge")).isInstanceOfSatisfying(LearningException.class, failure -> {
            assertThat(failure.code()).isEqualTo("metric-unknown");
            assertThat(failure).hasMessageContaining("rouge");
            assertThat(failure.advice()).contains("accuracy", "exact-match", "cider");
        });
    }

    @ParameterizedTest
    @EnumSource
    void no_answers_and_empty_answers_score_0(Metric metric) {
        assertThat(metric.score(List.of(), List.of())).isZero();
        assertThat(metric.score(List.of("", ""), List.of(List.of("a"), List.of("b"))))
                .isZero();
    }

    @Test
    void scores_of_different_scales_are_set_side_by_side_as_shares() {
        assertThat(Metric.ACCURACY.share(0.7)).isEqualTo(0.7);
        assertThat(Metric.MATTHEWS.share(-1)).isZero();
        assertThat(Metric.MATTHEWS.share(0.5)).isEqualTo(0.75);
        assertThat(Metric.CIDER.share(10)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void answers_and_references_must_go_together(Metric metric) {
        assertThatIllegalArgumentException().isThrownBy(() -> metric.score(List.of("a"), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> metric.score(List.of("a"), List.of(List.of())));
    }
}
