package io.pituning.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.FailureCode;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.Original;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Street.Provider.class)
class BadInputIT {
    private static final int PARTITION = 0;

    /** A record nothing can be made of, and what a person is told about it. */
    enum Bad {
        UNPARSABLE("{\"task\":\"bad\",\"dataset\":", FailureCode.RECORD_UNPARSABLE, "JSON"),
        AGAINST_THE_SCHEMA(
                "{\"task\":\"bad\",\"dataset\":\"builtin:sound-grammar\",\"shots\":-1}",
                FailureCode.SCHEMA_VIOLATION,
                "shots"),
        MISTYPED(
                "{\"task\":\"bad\",\"dataset\":\"builtin:sound-grammar\",\"shot\":16}",
                FailureCode.SCHEMA_VIOLATION,
                "shot"),
        OF_ANOTHER_TASK(
                "{\"task\":\"other\",\"dataset\":\"builtin:sound-grammar\"}", FailureCode.KEY_MISMATCH, "other"),
        WITHOUT_DATA("{\"task\":\"bad\",\"dataset\":\"builtin:nowhere\"}", FailureCode.DATASET_MISSING, "nowhere"),
        OUTSIDE_THE_DATA_ROOTS("{\"task\":\"bad\",\"dataset\":\"file:///etc\"}", FailureCode.DATASET_FORBIDDEN, "/etc"),
        OF_AN_UNKNOWN_METHOD(
                "{\"task\":\"bad\",\"dataset\":\"builtin:sound-grammar\",\"shots\":2,\"expert\":{\"method\":\"magic\"}}",
                FailureCode.METHOD_UNKNOWN,
                "magic"),
        OF_AN_UNKNOWN_MODEL(
                "{\"task\":\"bad\",\"dataset\":\"builtin:sound-grammar\",\"foundation\":\"pi-giant\"}",
                FailureCode.MODEL_UNKNOWN,
                "pi-giant");

        private final String line;
        private final FailureCode code;
        private final String named;

        Bad(String line, FailureCode code, String named) {
            this.line = line;
            this.code = code;
            this.named = named;
        }

        String goodTask() {
            return "after-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBadRecordIsToldWithItsOriginalAndTheNextGoodOneIsServed(Bad bad, Street street) {
        String good = "{\"task\":\"%s\",\"dataset\":\"builtin:sound-grammar\",\"shots\":1,\"training\":{\"epochs\":1}}"
                .formatted(bad.goodTask());

        RecordMetadata place = street.tasks().publish(PARTITION, "bad", bad.line);
        street.tasks().publish(PARTITION, bad.goodTask(), good);

        StepFailed failed = street.events()
                .await(
                        StepFailed.class,
                        "StepFailed of " + bad,
                        event -> event.original().offset() == place.offset()
                                && event.original().partition() == PARTITION
                                && event.original().topic().equals(Topic.TASKS_NAME));
        assertThat(failed.step()).isEqualTo(Step.TRAIN);
        assertThat(failed.code()).isEqualTo(bad.code.code());
        assertThat(failed.message())
                .as("one sentence")
                .matches("(?s)[A-Z\"].*[.:].*")
                .contains(bad.named);
        assertThat(failed.advice()).isNotBlank();
        assertThat(failed.retryable()).isFalse();
        assertThat(failed.original())
                .isEqualTo(new Original(
                        Topic.TASKS_NAME,
                        PARTITION,
                        place.offset(),
                        Optional.of("bad"),
                        Optional.empty(),
                        Optional.of(bad.line),
                        Original.Encoding.TEXT,
                        bad.line.length()));
        street.events().await(ExpertTrained.class, bad.goodTask());
    }
}
