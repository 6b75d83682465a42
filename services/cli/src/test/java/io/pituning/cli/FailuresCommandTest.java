package io.pituning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.cli.street.Failure;
import io.pituning.schemas.event.Original;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailuresCommandTest {
    @Test
    void aFailureSaysWhatIsWrongWhatToDoAndWhenItHappened() {
        var event = new StepFailed(
                Step.TRAIN,
                Optional.of("mood"),
                Optional.of("0123"),
                "dataset-missing",
                "There is no folder /data/mood.",
                "Check the address.",
                false,
                1,
                Original.of(
                        "pi.tasks",
                        2,
                        5,
                        Optional.of("mood".getBytes(StandardCharsets.UTF_8)),
                        List.of(),
                        Optional.empty()));

        assertThat(FailuresCommand.lines(new Failure(event, Instant.parse("2026-01-02T12:34:56Z")), ZoneOffset.UTC)
                        .lines())
                .containsExactly(
                        "mood, train: There is no folder /data/mood.",
                        "    Check the address. (dataset-missing, pi.tasks partition 2 offset 5, 2026-01-02 12:34)");
    }
}
