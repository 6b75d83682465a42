package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskRegistered;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class StepHandlerTest {
    private static final String GOOD = "{\"task\":\"pets\",\"dataset\":\"builtin:pets\"}";
    private static final Event OUTPUT = Events.trained(new Artifact("file:///a", "0".repeat(64), 1));

    private final Events.Remembered outbox = new Events.Remembered();

    @Test
    void whatTheStepMakesIsSent() {
        handle(request -> OUTPUT, "pets", GOOD);

        assertThat(outbox.sent).containsExactly(OUTPUT);
    }

    @Test
    void aRecordThatIsNotJsonBecomesAFailureWithTheOriginal() {
        handle(request -> OUTPUT, "pets", "not json");

        StepFailed failed = failure();
        assertThat(failed.code()).isEqualTo("record-unparsable");
        assertThat(failed.step()).isEqualTo(Step.TRAIN);
        assertThat(failed.original().value()).contains("not json");
        assertThat(failed.original().offset()).isEqualTo(42);
    }

    @Test
    void aRecordUnderAnotherTasksKeyBecomesAFailure() {
        handle(request -> OUTPUT, "dogs", GOOD);

        assertThat(failure().code()).isEqualTo("key-mismatch");
    }

    @Test
    void aStepThatKnowsWhyItFailsSaysSo() {
        handle(
                request -> {
                    throw new StepException(FailureCode.METHOD_UNKNOWN, "No such method.", "Choose lora.");
                },
                "pets",
                GOOD);

        StepFailed failed = failure();
        assertThat(failed.code()).isEqualTo("method-unknown");
        assertThat(failed.message()).isEqualTo("No such method.");
        assertThat(failed.advice()).isEqualTo("Choose lora.");
        assertThat(failed.task()).contains("pets");
        assertThat(failed.registration()).contains(Events.REQUEST.registrationId());
    }

    @Test
    void aDefectBecomesAnInternalError() {
        handle(
                request -> {
                    throw new IllegalStateException("unforeseen");
                },
                "pets",
                GOOD);

        assertThat(failure().code()).isEqualTo("internal-error");
        assertThat(failure().retryable()).isTrue();
    }

    @Test
    void aTombstoneRetiresItsTask() {
        handler(request -> OUTPUT).handle(new ConsumerRecord<>("pi.tasks", 1, 42, "pets", null));

        assertThat(outbox.retired).containsExactly("pets");
        assertThat(outbox.sent).isEmpty();
    }

    @Test
    void aStepGivenUpBecauseTheProcessStopsIsNoFailure() {
        var stop = new StopSignal();
        stop.stop();

        assertThatThrownBy(() -> handle(
                        request -> {
                            stop.check();
                            return OUTPUT;
                        },
                        "pets",
                        GOOD))
                .isInstanceOf(StepStoppedException.class);
        assertThat(outbox.sent).isEmpty();
    }

    private void handle(Function<TaskRegistered, Event> step, String key, String value) {
        handler(step).handle(new ConsumerRecord<>("pi.tasks", 1, 42, key, value.getBytes(StandardCharsets.UTF_8)));
    }

    private StepHandler<TaskRegistered> handler(Function<TaskRegistered, Event> step) {
        return new StepHandler<>(
                TaskRegistered.class, new EventCodec(), outbox, Failures.of(Step.TRAIN), step, outbox::retire);
    }

    private StepFailed failure() {
        assertThat(outbox.sent).singleElement().isInstanceOf(StepFailed.class);
        return (StepFailed) outbox.sent.get(0);
    }
}
