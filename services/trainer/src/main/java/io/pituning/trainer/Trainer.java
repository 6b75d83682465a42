package io.pituning.trainer;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.workflow.EmitterOutbox;
import io.pituning.workflow.Failures;
import io.pituning.workflow.Outbox;
import io.pituning.workflow.StepHandler;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The service's channels: every record of its input topic becomes an event on its output topic or a failure. */
@Singleton
public final class Trainer {
    private final StepHandler<TaskRegistered> handler;

    Trainer(
            TrainStep step,
            EventCodec codec,
            Clock clock,
            @Channel("trainer-experts") MutinyEmitter<Record<String, byte[]>> output,
            @Channel("trainer-progress") MutinyEmitter<Record<String, byte[]>> progress,
            @Channel("trainer-failures") MutinyEmitter<Record<String, byte[]>> failures) {
        Outbox outbox = new EmitterOutbox("trainer", codec, clock, output, progress, failures);
        this.handler = new StepHandler<>(
                TaskRegistered.class,
                codec,
                outbox,
                new Failures(Step.TRAIN, LearningFailures::translate),
                event -> Optional.of(step.run(event, outbox)),
                outbox::retire);
    }

    /** Unordered, because an ordered channel would wait in memory for a step of hours and count that as work. */
    @Incoming("trainer-tasks")
    @Blocking(value = "trainer-pool", ordered = false)
    CompletionStage<Void> receive(Message<byte[]> message) {
        return handler.receive(message);
    }
}
