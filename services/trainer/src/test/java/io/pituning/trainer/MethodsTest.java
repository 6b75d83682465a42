package io.pituning.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.Sites;
import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.BitFit;
import io.pituning.learning.expert.FullFineTuning;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.expert.Method;
import io.pituning.learning.expert.MethodKind;
import io.pituning.learning.expert.Prefix;
import io.pituning.learning.tensor.TensorLayout;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.ExpertSpec;
import io.pituning.workflow.StepException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MethodsTest {
    private static final Sites SITES = new Sites(
            List.of(
                    new Sites.Linear("encoder.layers.0.self_attn.q_proj", 4, 4),
                    new Sites.Linear("encoder.layers.0.self_attn.v_proj", 4, 4),
                    new Sites.Linear("encoder.layers.0.fc1", 4, 8)),
            List.of(),
            List.of(),
            new TensorLayout(Map.of()));

    static Stream<Arguments> methods() {
        return Stream.of(
                Arguments.of(ExpertSpec.of("lora"), new Lora(8, 1)),
                Arguments.of(ExpertSpec.lora(4), new Lora(4, 1)),
                Arguments.of(ExpertSpec.lora(4, List.of("q_proj", "fc1")), new Lora(4, 1, List.of("fc1", "q_proj"))),
                Arguments.of(ExpertSpec.of("adapter"), new Adapter(16)),
                Arguments.of(ExpertSpec.adapter(32), new Adapter(32)),
                Arguments.of(ExpertSpec.of("prompt"), new Prefix(16)),
                Arguments.of(ExpertSpec.prompt(5), new Prefix(5)),
                Arguments.of(ExpertSpec.of("bitfit"), new BitFit()),
                Arguments.of(ExpertSpec.of("full"), new FullFineTuning()));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void anExpertAskedForIsTheLearningCoresMethodOfItsSize(ExpertSpec spec, Method method) {
        assertThat(Methods.of(spec, SITES)).isEqualTo(method);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theShapeThatIsToldIsTheMethodsOwn(ExpertSpec spec, Method method) {
        assertThat(ExpertShape.of(spec.method(), spec.size(), spec.targets(), 1))
                .isEqualTo(ExpertShape.of(method.kind().wireName(), method.size(), spec.targets(), 1));
    }

    @Test
    void theContractNamesEveryMethodThereIs() {
        assertThat(methods().map(arguments -> ((ExpertSpec) arguments.get()[0]).method()))
                .containsAll(Arrays.stream(MethodKind.values())
                        .map(MethodKind::wireName)
                        .toList());
    }

    @Test
    void aMethodThatThereIsNotIsRefusedWithTheNamesThereAre() {
        LearningException refused =
                catchThrowableOfType(LearningException.class, () -> Methods.of(ExpertSpec.of("magic"), SITES));

        assertThat(refused.code()).isEqualTo(FailureCode.METHOD_UNKNOWN.code());
        assertThat(refused.advice()).contains("lora", "adapter", "prompt", "bitfit", "full");
    }

    @Test
    void aTargetThatTheModelHasNotIsRefusedWithTheNamesItHas() {
        StepException refused = catchThrowableOfType(
                StepException.class, () -> Methods.of(ExpertSpec.lora(4, List.of("q_proj", "q_porj")), SITES));

        assertThat(refused).hasMessageContaining("'q_porj'");
        assertThat(refused.failure()).isEqualTo(FailureCode.TARGET_UNKNOWN);
        assertThat(refused.advice()).contains("fc1, q_proj, v_proj");
    }
}
