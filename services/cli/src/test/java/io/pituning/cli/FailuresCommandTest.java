package io.pituning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.cli.street.Failure;
import io.pituning.cli.street.Mood;
import io.pituning.schemas.event.Step;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailuresCommandTest {
    private static final Failure FAILURE = new Failure(
            Mood.failed(Step.TRAIN, Optional.of(Mood.REGISTRATION), 5), Instant.parse("2026-01-02T12:34:56Z"));

    @Test
    void aFailureSaysWhatIsWrongWhatToDoAndWhenItHappened() {
        assertThat(FailuresCommand.lines(FAILURE, ZoneOffset.UTC).lines())
                .containsExactly(
                        "mood, train: There is no folder /data/mood.",
                        "    Check the address. (dataset-missing, pi.tasks partition 2 offset 5, 2026-01-02 12:34)");
    }

    @Test
    void theDocumentHasTheEventAndWhenItHappened() {
        JsonNode document = FailuresCommand.document(List.of(FAILURE));

        assertThat(document).hasSize(1);
        assertThat(document.get(0).path("time").asText()).isEqualTo("2026-01-02T12:34:56Z");
        assertThat(document.get(0).path("step").asText()).isEqualTo("train");
        assertThat(document.get(0).path("code").asText()).isEqualTo("dataset-missing");
        assertThat(document.get(0).path("original").path("offset").asLong()).isEqualTo(5);
    }

    @Test
    void whereOneTaskIsAskedForNothingIsSaidOfTheOthers() {
        assertThat(FailuresCommand.nothing(Optional.empty(), false)).isEqualTo("Nothing has failed.");
        assertThat(FailuresCommand.nothing(Optional.of("trec"), false)).isEqualTo("No step of 'trec' has failed.");
        assertThat(FailuresCommand.nothing(Optional.of("trec"), true)).startsWith("Nothing stands as failed;");
    }
}
