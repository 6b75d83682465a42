package io.pituning.schemas;

import static io.pituning.schemas.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.Original;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskRegistered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloudEventsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Event TASK = TaskRegistered.of("trec", "builtin:x");

    @Test
    void attributesTravelInTheHeaders() {
        assertThat(headers(TASK, "{}", NOON))
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "io.pituning.TaskRegistered.v1")
                .containsEntry("ce_source", "/pi-tuning/trainer")
                .containsEntry("ce_time", "2026-01-02T12:00:00Z")
                .containsEntry("ce_subject", "trec")
                .containsEntry("content-type", "application/json")
                .containsKey("ce_id");
    }

    @Test
    void anEventEmittedAgainHasTheSameIdAndAnotherEventAnother() {
        String id = headers(TASK, "{}", NOON).get("ce_id");

        assertThat(headers(TASK, "{}", NOON.plusSeconds(60))).containsEntry("ce_id", id);
        assertThat(headers(TASK, "{ }", NOON)).doesNotContainEntry("ce_id", id);
    }

    @Test
    void aFailureThatDoesNotKnowItsTaskHasNoSubject() {
        Original original = Original.of("pi.tasks", 0, 0, Optional.empty(), List.of(), Optional.empty());
        Event failure = new StepFailed(
                Step.TRAIN, Optional.empty(), Optional.empty(), "record-unparsable", "m", "a", false, 1, original);

        assertThat(headers(failure, "{}", NOON)).doesNotContainKey("ce_subject");
    }

    private static Map<String, String> headers(Event event, String value, Instant time) {
        return CloudEvents.headers(event, utf8(value), "/pi-tuning/trainer", time);
    }
}
