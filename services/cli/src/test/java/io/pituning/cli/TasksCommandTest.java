package io.pituning.cli;

import static io.pituning.cli.PiRun.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.cli.street.Findings;
import io.pituning.cli.street.Json;
import io.pituning.cli.street.Mood;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TasksCommandTest {
    private final PiRun pi = new PiRun();
    private final Findings findings = new Findings(List.of(Mood.REGISTERED));

    @Test
    void aTaskHasNoScoresInTheDocumentUntilItsExpertsAreThere() {
        JsonNode task =
                TasksCommand.document(List.of(Mood.REGISTERED), findings).get(0);

        assertThat(task.path("task").asText()).isEqualTo("mood");
        assertThat(task.path("state").asText()).isEqualTo("registered");
        assertThat(task.has("ownTest")).isFalse();
        assertThat(task.has("tunedTest")).isFalse();
        assertThat(task.path("request").path("dataset").asText()).isEqualTo("file:///data/mood");
    }

    @Test
    void theDocumentHasTheTestScoresThatTheTableShows() {
        findings.take(Mood.arrival(Mood.trained(0.5)));
        findings.take(Mood.arrival(Mood.tuned(0.75)));

        JsonNode task =
                TasksCommand.document(List.of(Mood.REGISTERED), findings).get(0);

        assertThat(task.path("state").asText()).isEqualTo("tuned");
        assertThat(task.path("ownTest").asDouble()).isEqualTo(0.5);
        assertThat(task.path("tunedTest").asDouble()).isEqualTo(0.75);
    }

    @Test
    void theBuiltinDataSetsAreListedForScriptsToo() throws IOException {
        assertThat(pi.run("tasks", "--builtin", "--json")).isEqualTo(DONE);

        JsonNode document = Json.parse(pi.out());
        assertThat(document).hasSizeGreaterThan(9);
        assertThat(document.get(0).path("dataset").asText()).startsWith("builtin:");
        assertThat(document.get(0).path("labels")).isNotEmpty();
        assertThat(document.get(0).path("metric").asText()).isNotEmpty();
        assertThat(document.get(0).path("sizes").path("test").asInt()).isPositive();
    }
}
