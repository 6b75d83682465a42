package io.pituning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.cli.street.Arrival;
import io.pituning.cli.street.Findings;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Chosen;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.OwnMetrics;
import io.pituning.schemas.event.Score;
import io.pituning.schemas.event.Scores;
import io.pituning.schemas.event.Source;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.TunedMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TasksCommandTest {
    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final FoundationRef FOUNDATION = new FoundationRef("pi-nano", SHA);
    private static final Artifact ARTIFACT = new Artifact("file:///a", SHA, 1);
    private static final TaskRegistered MOOD = TaskRegistered.of("mood", "file:///data/mood");

    private final Findings findings = new Findings(List.of(MOOD));

    @Test
    void aTaskHasNoScoresInTheDocumentUntilItsExpertsAreThere() {
        JsonNode task = TasksCommand.document(List.of(MOOD), findings).get(0);

        assertThat(task.path("task").asText()).isEqualTo("mood");
        assertThat(task.path("state").asText()).isEqualTo("registered");
        assertThat(task.has("ownTest")).isFalse();
        assertThat(task.has("tunedTest")).isFalse();
        assertThat(task.path("request").path("dataset").asText()).isEqualTo("file:///data/mood");
    }

    @Test
    void theDocumentHasTheTestScoresThatTheTableShows() {
        take(trained(0.5));
        take(tuned(0.75));

        JsonNode task = TasksCommand.document(List.of(MOOD), findings).get(0);

        assertThat(task.path("state").asText()).isEqualTo("tuned");
        assertThat(task.path("ownTest").asDouble()).isEqualTo(0.5);
        assertThat(task.path("tunedTest").asDouble()).isEqualTo(0.75);
    }

    private void take(Event event) {
        findings.take(new Arrival(Topic.of(event.getClass()), Optional.of("mood"), Optional.of(event), Instant.EPOCH));
    }

    private static ExpertTrained trained(double test) {
        return new ExpertTrained(
                "mood",
                MOOD.registrationId(),
                MOOD,
                FOUNDATION,
                7,
                1,
                ExpertShape.lora(8, 100),
                ARTIFACT,
                new OwnMetrics(score(0.5), score(test), Optional.empty()));
    }

    private static ExpertTuned tuned(double test) {
        return new ExpertTuned(
                "mood",
                MOOD.registrationId(),
                MOOD,
                FOUNDATION,
                7,
                1,
                1,
                Chosen.INTERPOLATED,
                ExpertShape.lora(8, 100),
                ARTIFACT,
                List.of(new Source("mood", SHA, 1, 1)),
                new TunedMetrics(
                        new Scores(score(0.5), score(0.5)),
                        new Scores(score(0.5), score(test)),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Score score(double accuracy) {
        return new Score(accuracy, 1, 20);
    }
}
