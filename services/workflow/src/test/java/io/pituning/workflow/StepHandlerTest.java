package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskRegistered;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class StepHandlerTest {
    private static final String GOOD = "{\"task\":\"pets\",\"dataset\":\"builtin:pets\"}";
    private static final Event OUTPUT = Events.trained(new Artifact("file:///a", "0".repeat(64), 1));

    private static final Event REFUSED = Events.trained(new Artifact("file:///refused", "1".repeat(64), 1));

    private static final RetryPolicy NEVER_AGAIN = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

    private static final Event RETIRED = Events.trained(new Artifact("file:///retired", "2".repeat(64), 1));

    private final Events.Remembered outbox = new Events.Remembered();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> retired = new ArrayList<>();

    /** Does a step, refuses what that fails on, and knows one task to retire. */
    private final class Work implements StepHandler.Work<TaskRegistered> {
        private final Function<TaskRegistered, Event> step;

        Work(Function<TaskRegistered, Event> step) {
            this.step = step;
        }

        @Override
        public Event run(TaskRegistered request) {
            return step.apply(request);
        }

        @Override
        public Event refusal(TaskRegistered request, Duration spent, StepFailed failed) {
            refusals.add(failed.message());
            return REFUSED;
        }

        @Override
        public Optional<Event> retire(String task) {
            retired.add(task);
            return task.equals("pets") ? Optional.of(RETIRED) : Optional.empty();
        }
    }

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
        assertThat(failure().retryable()).isFalse();
    }

    @Test
    void aLibraryThatCannotBeLoadedIsAFailureThatNamesIt() {
        handle(
                request -> {
                    throw new UnsatisfiedLinkError("no tensors in java.library.path");
                },
                "pets",
                GOOD);

        assertThat(failure().code()).isEqualTo("internal-error");
        assertThat(failure().message()).contains("no tensors in java.library.path");
    }

    @Test
    void aStepThatFailsForGoodIsRefusedOnceBeforeItsFailureIsTold() {
        var tries = new AtomicInteger();

        handleTwice(request -> {
            tries.incrementAndGet();
            throw new OutOfMemoryError();
        });

        assertThat(tries).hasValue(2);
        assertThat(refusals).singleElement().isEqualTo("The step needs more memory than the process has.");
        assertThat(outbox.sent).hasSize(2).startsWith(REFUSED).last().isInstanceOf(StepFailed.class);
    }

    @Test
    void aStepThatSucceedsWhenItIsTriedAgainIsNotRefused() {
        var tries = new AtomicInteger();

        handleTwice(request -> {
            if (tries.incrementAndGet() == 1) {
                throw new StepException(FailureCode.ARTIFACT_STORE_UNAVAILABLE, "Away.", "Wait.");
            }
            return OUTPUT;
        });

        assertThat(refusals).isEmpty();
        assertThat(outbox.sent).containsExactly(OUTPUT);
    }

    private void handleTwice(Function<TaskRegistered, Event> step) {
        handler(outbox, new RetryPolicy(2, Duration.ZERO, Duration.ZERO), step).handle(record("pets", GOOD));
    }

    @Test
    void aTombstoneRetiresItsTaskAndWhatThatTellsIsSent() {
        retire("pets");

        assertThat(retired).containsExactly("pets");
        assertThat(outbox.sent).containsExactly(RETIRED);
    }

    @Test
    void aTombstoneOfATaskThatNobodyKnowsTellsNothing() {
        retire("dogs");

        assertThat(outbox.sent).isEmpty();
    }

    @Test
    void aTombstoneWhoseKeyIsNoTasksNameIsAFailureAndRetiresNobody() {
        retire("Pets!");

        assertThat(failure().code()).isEqualTo("key-mismatch");
        assertThat(retired).isEmpty();
    }

    @Test
    void anOutputThatKafkaFindsTooLargeBecomesAFailureThatSaysSo() throws IOException {
        var channels = new Channels(new CompletionException(new RecordTooLargeException("1048577 bytes")));

        channels.handle(OUTPUT);

        assertThat(channels.output).isEmpty();
        assertThat(channels.failures).hasSize(1);
        JsonNode failed = new ObjectMapper().readTree(channels.failures.get(0).value());
        assertThat(channels.failures.get(0).key()).isEqualTo("pets");
        assertThat(failed.get("code").textValue()).isEqualTo("event-too-large");
        assertThat(failed.get("retryable").booleanValue()).isFalse();
        assertThat(failed.get("message").textValue()).contains("ExpertTrained");
        assertThat(failed.get("registration").textValue()).isEqualTo(Events.REQUEST.registrationId());
        assertThat(failed.at("/original/offset").intValue()).isEqualTo(42);
    }

    @Test
    void aBrokerThatIsAwayIsToldAgainUntilItIsBackAndThatIsNoFailureOfTheStep() {
        var away = new Absent(outbox, 2);

        handler(away, request -> OUTPUT).handle(record("pets", GOOD));

        assertThat(away.refused).isEqualTo(2);
        assertThat(outbox.sent).containsExactly(OUTPUT);
    }

    @Test
    void aStopEndsTheWaitForABrokerThatIsAway() {
        var away = new Absent(outbox, Integer.MAX_VALUE);
        StepHandler<TaskRegistered> handler = handler(away, request -> OUTPUT);
        CompletableFuture<Void> received = CompletableFuture.runAsync(() -> handler.handle(record("pets", GOOD)));
        Awaitility.await().until(() -> away.refused > 0);

        assertEndsByStop(handler, received);
    }

    @Test
    void aStopEndsThePauseBeforeAStepIsTriedAgain() {
        var tried = new CountDownLatch(1);
        StepHandler<TaskRegistered> handler =
                handler(outbox, new RetryPolicy(2, Duration.ofHours(1), Duration.ofHours(1)), request -> {
                    tried.countDown();
                    throw new StepException(FailureCode.ARTIFACT_STORE_UNAVAILABLE, "Away.", "Wait.");
                });
        CompletableFuture<Void> received = CompletableFuture.runAsync(() -> handler.handle(record("pets", GOOD)));
        assertThat(tried).satisfies(latch -> assertThat(latch.await(30, TimeUnit.SECONDS))
                .isTrue());

        assertEndsByStop(handler, received);
    }

    private void assertEndsByStop(StepHandler<TaskRegistered> handler, CompletableFuture<Void> received) {
        handler.stop();

        assertThat(received)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(StepStoppedException.class);
        assertThat(outbox.sent).isEmpty();
    }

    /** A broker that is away for some tries. */
    private static final class Absent implements Outbox {
        private final Outbox broker;
        private final int tries;
        private volatile int refused;

        Absent(Outbox broker, int tries) {
            this.broker = broker;
            this.tries = tries;
        }

        @Override
        public void send(Event event) {
            if (refused < tries) {
                refused++;
                throw new TimeoutException("no broker");
            }
            broker.send(event);
        }
    }

    @Test
    void aFailureThatKafkaFindsTooLargeTooIsSentOnceItIsTaken() {
        var channels = new Channels(new RecordTooLargeException("1048577 bytes"));
        channels.failuresToRefuse = 2;

        channels.handle(OUTPUT);

        assertThat(channels.failures).hasSize(1);
        assertThat(channels.failuresToRefuse).isNegative();
    }

    /** The channels of a service whose output topic takes nothing, and what they were given. */
    private final class Channels {
        private final RuntimeException refusal;
        private final List<Record<String, byte[]>> output = new ArrayList<>();
        private final List<Record<String, byte[]>> failures = new ArrayList<>();
        private int failuresToRefuse;

        Channels(RuntimeException refusal) {
            this.refusal = refusal;
        }

        void handle(Event made) {
            var codec = new EventCodec();
            var outbox = new EmitterOutbox(
                    new EventRecords("trainer", codec, Clock.systemUTC()),
                    emitter(output, () -> false),
                    emitter(failures, () -> failuresToRefuse-- <= 0));
            handler(outbox, request -> made).handle(record("pets", GOOD));
        }

        @SuppressWarnings("unchecked")
        private MutinyEmitter<Record<String, byte[]>> emitter(
                List<Record<String, byte[]>> taken, BooleanSupplier takes) {
            return (MutinyEmitter<Record<String, byte[]>>) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {MutinyEmitter.class}, (proxy, method, arguments) -> {
                        if (!method.getName().equals("sendMessageAndAwait")) {
                            throw new UnsupportedOperationException(method.getName());
                        }
                        if (!takes.getAsBoolean()) {
                            throw refusal;
                        }
                        taken.add(((Message<Record<String, byte[]>>) arguments[0]).getPayload());
                        return null;
                    });
        }
    }

    private static ConsumerRecord<String, byte[]> record(String key, String value) {
        return new ConsumerRecord<>("pi.tasks", 1, 42, key, value.getBytes(StandardCharsets.UTF_8));
    }

    private void handle(Function<TaskRegistered, Event> step, String key, String value) {
        handler(outbox, step).handle(record(key, value));
    }

    private void retire(String key) {
        handler(outbox, request -> OUTPUT).handle(new ConsumerRecord<>("pi.tasks", 1, 42, key, null));
    }

    private StepHandler<TaskRegistered> handler(Outbox broker, Function<TaskRegistered, Event> step) {
        return handler(broker, NEVER_AGAIN, step);
    }

    private StepHandler<TaskRegistered> handler(
            Outbox broker, RetryPolicy retries, Function<TaskRegistered, Event> step) {
        return new StepHandler<>(
                TaskRegistered.class, new EventCodec(), broker, Failures.of(Step.TRAIN), retries, new Work(step));
    }

    /** The only failure that was sent. */
    private StepFailed failure() {
        List<StepFailed> failures = outbox.sent.stream()
                .filter(StepFailed.class::isInstance)
                .map(StepFailed.class::cast)
                .toList();
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }
}
