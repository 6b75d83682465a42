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
    void theNamesArePartOfTheContract() {
        assertThat(Metric.values())
                .extracting(Metric::wireName)
                .containsExactly("accuracy", "f1", "matthews", "exact-match", "iou", "bleu-4", "cider");
    }

    @ParameterizedTest
    @EnumSource
    void everyMetricIsFoundByItsName(Metric metric) {
        assertThat(Metric.named(metric.wireName())).isSameAs(metric);
    }

    @Test
    void aNameNobodyKnowsIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> Metric.named("rouge")).isInstanceOfSatisfying(LearningException.class, failure -> {
            assertThat(failure.code()).isEqualTo("metric-unknown");
            assertThat(failure).hasMessageContaining("rouge");
            assertThat(failure.advice()).contains("accuracy", "exact-match", "cider");
        });
    }

    @ParameterizedTest
    @EnumSource
    void noAnswersAndEmptyAnswersScore0(Metric metric) {
        assertThat(metric.score(List.of(), List.of())).isZero();
        assertThat(metric.score(List.of("", ""), List.of(List.of("a"), List.of("b"))))
                .isZero();
    }

    @Test
    void scoresOfDifferentScalesAreSetSideBySideAsShares() {
        assertThat(Metric.ACCURACY.share(0.7)).isEqualTo(0.7);
        assertThat(Metric.MATTHEWS.share(-1)).isZero();
        assertThat(Metric.MATTHEWS.share(0.5)).isEqualTo(0.75);
        assertThat(Metric.CIDER.share(10)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void answersAndReferencesMustGoTogether(Metric metric) {
        assertThatIllegalArgumentException().isThrownBy(() -> metric.score(List.of("a"), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> metric.score(List.of("a"), List.of(List.of())));
    }
}
