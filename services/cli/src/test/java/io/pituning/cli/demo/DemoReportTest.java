package io.pituning.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.cli.demo.DemoTask.Role;
import io.pituning.learning.data.Modality;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Chance;
import io.pituning.schemas.event.Chosen;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.Score;
import io.pituning.schemas.event.Scores;
import io.pituning.schemas.event.Source;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.TunedMetrics;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoReportTest {
    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final Source SOURCE = new Source("lights", SHA, 0.81, 0.4);
    private static final DemoReport REPORT = new DemoReport(
            List.of(
                    row("colors", Role.POOL, 0.9, 0.9, Optional.of(new Chance(0.5, 0.5)), Chosen.OWN, List.of(SOURCE)),
                    row(
                            "lights",
                            Role.NEWCOMER,
                            0.6,
                            0.75,
                            Optional.empty(),
                            Chosen.INTERPOLATED,
                            List.of(new Source("lights", SHA, 1, 0.7), new Source("colors", SHA, 0.81, 0.3)))),
            new SimilarityMatrix(List.of("colors", "lights"), new double[][] {{1, 0.81}, {0.81, 1}}),
            12.5,
            9.25);

    @Test
    void theDocumentHasWhatScriptsReadAndNothingElse() {
        JsonNode document = REPORT.toJson();

        assertThat(document.fieldNames())
                .toIterable()
                .containsExactly("tasks", "similarity", "wallSeconds", "computeSeconds");
        JsonNode colors = document.path("tasks").get(0);
        assertThat(colors.fieldNames())
                .toIterable()
                .containsExactly("task", "modality", "role", "chance", "own", "tuned", "neighbors");
        assertThat(colors.path("chance").path("test").asDouble()).isEqualTo(0.5);
        JsonNode lights = document.path("tasks").get(1);
        assertThat(lights.path("role").asText()).isEqualTo("newcomer");
        assertThat(lights.path("modality").asText()).isEqualTo("vision");
        assertThat(lights.has("chance")).isFalse();
        assertThat(lights.path("own").toString()).isEqualTo("{\"validation\":0.6,\"test\":0.55}");
        assertThat(lights.path("tuned").toString()).isEqualTo("{\"validation\":0.75,\"test\":0.7}");
        assertThat(lights.path("neighbors").toString())
                .isEqualTo("[{\"task\":\"colors\",\"similarity\":0.81,\"weight\":0.3}]");
        assertThat(document.path("similarity").toString())
                .isEqualTo("{\"tasks\":[\"colors\",\"lights\"],\"values\":[[1.0,0.81],[0.81,1.0]]}");
        assertThat(document.path("wallSeconds").asDouble()).isEqualTo(12.5);
        assertThat(document.path("computeSeconds").asDouble()).isEqualTo(9.25);
    }

    @Test
    void thePageEndsWithTheTableAndWhatItBroughtTheNewcomers() {
        List<String> lines = REPORT.lines();

        assertThat(lines).anySatisfy(line -> assertThat(line).matches("1 +colors +1\\.00 +0\\.81"));
        assertThat(lines).anySatisfy(line -> assertThat(line)
                .matches("lights +newcomer +- +60\\.0 +75\\.0 +55\\.0 +70\\.0 +0\\.30 colors"));
        assertThat(lines).anySatisfy(line -> assertThat(line)
                .matches("colors +pool +50\\.0 +90\\.0 +90\\.0 +85\\.0 +85\\.0 +own kept: lights"));
        assertThat(lines.get(lines.size() - 1)).contains("mean of 1: own 55.0 %, tuned 70.0 % (+15.0)");
    }

    private static DemoReport.Row row(
            String name,
            Role role,
            double own,
            double tuned,
            Optional<Chance> chance,
            Chosen chosen,
            List<Source> sources) {
        TaskRegistered request = TaskRegistered.of(name, "builtin:" + name);
        return new DemoReport.Row(
                new DemoTask(request, Modality.VISION, role),
                new ExpertTuned(
                        name,
                        request.registrationId(),
                        request,
                        new FoundationRef("pi-nano", SHA),
                        7,
                        1,
                        1,
                        chosen,
                        ExpertShape.lora(8, 100),
                        new Artifact("file:///a", SHA, 1),
                        sources,
                        new TunedMetrics(scores(own), scores(tuned), chance, Optional.empty())));
    }

    /** The test score is 5 points below the validation score. */
    private static Scores scores(double validation) {
        return new Scores(score(validation), score(Math.round(100 * validation - 5) / 100.0));
    }

    private static Score score(double accuracy) {
        return new Score(accuracy, 1, 20);
    }
}
