package io.pituning.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationIdTest {
    private static final TaskRegistered TREC = TaskRegistered.of("trec", "file:///data/trec");

    /** Finished work is found again by this id: when it changes, everything is trained anew. */
    @Test
    void theIdIsTheSameInEveryVersion() {
        assertThat(TREC.withShots(16).registrationId())
                .isEqualTo("ea088c799ab3ca93d919fa6c7ec540b37b2a811478ed0f5e05e77a153f4204b8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"task\":\"trec\",\"dataset\":\"file:///data/trec\"}",
                "{\"dataset\":\"file:///data/trec\",   \"task\":\"trec\"}",
                "{\"dataset\":\"file:///data/trec\",\"task\":\"trec\",\"seed\":7,\"expert\":{},\"foundation\":\"pi-nano\"}",
                "{\"expert\":{\"rank\":8,\"method\":\"lora\"},\"training\":{\"batchSize\":16,\"epochs\":20},"
                        + "\"interpolation\":{\"alpha\":\"per-layer\",\"neighbors\":3.0},\"dataset\":\"file:///data/trec\",\"task\":\"trec\"}",
                "{\"interpolation\":{\"start\":\"neighbors\",\"train\":\"alpha-and-experts\",\"compress\":false},"
                        + "\"dataset\":\"file:///data/trec\",\"task\":\"trec\"}"
            })
    void theIdDoesNotDependOnHowTheRegistrationWasWritten(String json) {
        TaskRegistered task = new EventCodec().decode(TaskRegistered.class, json.getBytes(StandardCharsets.UTF_8));

        assertThat(task.registrationId()).isEqualTo(TREC.registrationId());
    }

    @Test
    void theOrderOfTargetsMeansNothing() {
        TaskRegistered one = TREC.withExpert(ExpertSpec.lora(8, List.of("q_proj", "v_proj")));
        TaskRegistered other = TREC.withExpert(ExpertSpec.lora(8, List.of("v_proj", "q_proj")));

        assertThat(one.registrationId()).isEqualTo(other.registrationId());
    }

    static Stream<TaskRegistered> otherRegistrations() {
        return List.of(
                TaskRegistered.of("trec2", "file:///data/trec"),
                TaskRegistered.of("trec", "file:///data/trec2"),
                TREC.withShots(16),
                TREC.withExamples(16),
                TREC.withSeed(8),
                TREC.withExpert(ExpertSpec.lora(4)),
                TREC.withExpert(ExpertSpec.adapter(8)),
                TREC.withTraining(TrainingSpec.of(21, 16)),
                TREC.withTraining(new TrainingSpec(20, Optional.of(0.002), 16)),
                TREC.withTraining(TrainingSpec.of(20, 17)),
                TREC.withExpert(ExpertSpec.prompt(16)),
                TREC.withExpert(ExpertSpec.of(ExpertSpec.BITFIT)),
                TREC.withExpert(ExpertSpec.of(ExpertSpec.FULL)),
                TREC.withExpert(ExpertSpec.lora(8, List.of("q_proj", "v_proj"))),
                TREC.withInterpolation(InterpolationSpec.defaults().withNeighbors(4)),
                TREC.withInterpolation(InterpolationSpec.defaults().withAlpha(AlphaScope.GLOBAL)),
                TREC.withInterpolation(InterpolationSpec.defaults().withStart(AlphaStart.SIMILARITY)),
                TREC.withInterpolation(InterpolationSpec.defaults().withTrain(AlphaTraining.ALPHA)),
                TREC.withInterpolation(InterpolationSpec.defaults().withCompress(true)),
                TREC.withFoundation("pi-base"))
                .stream();
    }

    @ParameterizedTest
    @MethodSource("otherRegistrations")
    void anyOtherContentHasAnotherId(TaskRegistered other) {
        assertThat(other.registrationId()).isNotEqualTo(TREC.registrationId());
    }
}
