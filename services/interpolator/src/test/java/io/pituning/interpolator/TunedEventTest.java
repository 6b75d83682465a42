package io.pituning.interpolator;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.BitFit;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.FullFineTuning;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.expert.Method;
import io.pituning.learning.expert.Prefix;
import io.pituning.learning.interpolation.TunedExpert;
import io.pituning.learning.metric.Metric;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.training.Evaluation;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.OwnMetrics;
import io.pituning.schemas.event.Score;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.Tuning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TunedEventTest {
    private static final Optional<List<String>> TARGETS = Optional.of(List.of("q_proj", "v_proj"));
    private static final Artifact ARTIFACT = new Artifact("file:///artifacts/any", "a".repeat(64), 10);

    static Stream<Arguments> experts() {
        return Stream.of(
                Arguments.of(ExpertShape.lora(8, 0), new Lora(16, 1), ExpertShape.lora(16, 0)),
                Arguments.of(
                        ExpertShape.of("lora", OptionalInt.of(8), TARGETS, 0),
                        new Lora(16, 1, TARGETS.get()),
                        ExpertShape.of("lora", OptionalInt.of(16), TARGETS, 0)),
                unchanged(ExpertShape.adapter(4, 0), new Adapter(4)),
                unchanged(ExpertShape.of("prompt", OptionalInt.of(5), Optional.empty(), 0), new Prefix(5)),
                unchanged(ExpertShape.of("bitfit", OptionalInt.empty(), Optional.empty(), 0), new BitFit()),
                unchanged(ExpertShape.of("full", OptionalInt.empty(), Optional.empty(), 0), new FullFineTuning()));
    }

    @ParameterizedTest
    @MethodSource("experts")
    void tellsTheShapeOfTheMergedExpert(ExpertShape own, Method merged, ExpertShape told) {
        TaskNeighbors from = neighborhood(own);
        try (Expert expert = Expert.of(merged, NamedTensors.empty())) {
            assertThat(TunedEvent.interpolated(from, tuned(expert), ARTIFACT, 1).expert())
                    .isEqualTo(told);
        }
    }

    @Test
    void tellsWhatCompressingLostAndNothingWhereNothingWasCompressed() {
        TaskNeighbors from = neighborhood(ExpertShape.lora(8, 0));
        try (Expert expert = Expert.of(new Lora(8, 1), NamedTensors.empty())) {
            ExpertTuned compressed = TunedEvent.interpolated(from, tuned(expert, OptionalDouble.of(0.25)), ARTIFACT, 1);
            ExpertTuned whole = TunedEvent.interpolated(from, tuned(expert), ARTIFACT, 1);

            assertThat(compressed.metrics().compressionError()).contains(0.25);
            assertThat(whole.metrics().compressionError()).isEmpty();
        }
    }

    private static Arguments unchanged(ExpertShape shape, Method method) {
        return Arguments.of(shape, method, shape);
    }

    private static TaskNeighbors neighborhood(ExpertShape own) {
        TaskRegistered request = TaskRegistered.of("any", "builtin:any");
        Score score = new Score(0.5, 1, 10);
        List<Neighbor> neighbors = List.of(new Neighbor("other", "c".repeat(64), 0.5, ARTIFACT));
        return new TaskNeighbors(
                "any",
                request.registrationId(),
                request,
                new FoundationRef("pi-nano", "b".repeat(64)),
                7,
                1,
                1,
                own,
                ARTIFACT,
                new OwnMetrics(score, score, Optional.empty()),
                neighbors,
                Optional.empty(),
                new Tuning(1, neighbors));
    }

    private static TunedExpert tuned(Expert expert) {
        return tuned(expert, OptionalDouble.empty());
    }

    private static TunedExpert tuned(Expert expert, OptionalDouble compressionError) {
        Evaluation evaluation = new Evaluation(0.5, Metric.ACCURACY, 1, 10);
        return new TunedExpert(
                expert,
                true,
                new double[] {0.5, 0.5},
                Map.of(),
                compressionError,
                evaluation,
                evaluation,
                evaluation,
                evaluation,
                1);
    }
}
