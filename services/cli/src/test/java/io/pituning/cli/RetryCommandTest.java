package io.pituning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.cli.street.Mood;
import io.pituning.cli.street.Resubmission;
import io.pituning.schemas.event.Original;
import io.pituning.schemas.event.Step;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RetryCommandTest {
    private static final Original ORIGINAL =
            Mood.failed(Step.TRAIN, Optional.of(Mood.REGISTRATION), 5).original();

    @Test
    void theDocumentSaysOfEachRecordWhetherItWasPublished() {
        JsonNode document = RetryCommand.document(List.of(
                new Resubmission(
                        ORIGINAL, Optional.of(new ProducerRecord<>("pi.tasks", new byte[0])), "published again"),
                new Resubmission(ORIGINAL, Optional.empty(), "skipped")));

        assertThat(document).hasSize(2);
        assertThat(document.get(0).path("topic").asText()).isEqualTo("pi.tasks");
        assertThat(document.get(0).path("partition").asInt()).isEqualTo(2);
        assertThat(document.get(0).path("offset").asLong()).isEqualTo(5);
        assertThat(document.get(0).path("published").asBoolean()).isTrue();
        assertThat(document.get(1).path("published").asBoolean()).isFalse();
        assertThat(document.get(1).path("reason").asText()).isEqualTo("skipped");
    }
}
