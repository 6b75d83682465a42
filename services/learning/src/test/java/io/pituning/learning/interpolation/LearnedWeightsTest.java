package io.pituning.learning.interpolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.LearningException;
import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.ExpertFolder;
import io.pituning.learning.metric.Metric;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.training.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedWeightsTest {
    @TempDir
    Path folder;

    @Test
    void travelWithTheExpertTheyMade() throws IOException {
        try (Expert expert = Expert.of(new Adapter(3), NamedTensors.empty())) {
            LearnedWeights learned = LearnedWeights.of(List.of("pets", "dogs"), tuned(expert));
            ExpertFolder.write(expert, "pi-nano", learned.metadata(), folder);

            LearnedWeights read =
                    LearnedWeights.in(ExpertFolder.metadata(folder)).orElseThrow();
            assertThat(read).isEqualTo(learned);
            assertThat(read.parents()).containsExactly("pets", "dogs");
            assertThat(read.bySite().keySet()).containsExactly("z", "a");
            assertThat(read.bySite().get("a")).containsExactly(0.1, 0.9);
            assertThat(read.compressionError()).hasValue(0.25);
        }
    }

    @Test
    void leaveTheErrorOutWhereNothingWasCompressed() {
        LearnedWeights learned =
                new LearnedWeights(List.of("pets"), Map.of("all", List.of(1.0)), OptionalDouble.empty());

        assertThat(learned.metadata().get("interpolation")).doesNotContain("compressionError");
        assertThat(LearnedWeights.in(learned.metadata())).contains(learned);
    }

    @Test
    void areAbsentWhereAnExpertWasNotInterpolated() throws IOException {
        try (Expert expert = Expert.of(new Adapter(3), NamedTensors.empty())) {
            ExpertFolder.write(expert, "pi-nano", folder);
        }

        assertThat(LearnedWeights.in(ExpertFolder.metadata(folder))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{}",
                "{\"parents\":[\"pets\"],\"weights\":{\"all\":[0.5,0.5]}}",
                "{\"parents\":[\"pets\"],\"weights\":{\"all\":[\"much\"]}}"
            })
    void areRefusedWhereTheyAreMalformed(String text) {
        assertThatThrownBy(() -> LearnedWeights.in(Map.of("interpolation", text)))
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("expert-malformed"));
    }

    private static TunedExpert tuned(Expert expert) {
        Map<String, double[]> bySite = new LinkedHashMap<>();
        bySite.put("z", new double[] {0.75, 0.25});
        bySite.put("a", new double[] {0.1, 0.9});
        Evaluation evaluation = new Evaluation(0.5, Metric.ACCURACY, 1, 10);
        return new TunedExpert(
                expert,
                true,
                new double[] {0.425, 0.575},
                bySite,
                OptionalDouble.of(0.25),
                evaluation,
                evaluation,
                evaluation,
                evaluation,
                1);
    }
}
