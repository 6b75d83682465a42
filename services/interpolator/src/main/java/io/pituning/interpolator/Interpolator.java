package io.pituning.interpolator;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.workflow.EmitterOutbox;
import io.pituning.workflow.Failures;
import io.pituning.workflow.Outbox;
import io.pituning.workflow.StepHandler;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The service's channels: every record of its input topic becomes an event on its output topic or a failure. */
@Singleton
public final class Interpolator {
    private final StepHandler<TaskNeighbors> handler;

    Interpolator(
            TuneStep step,
            EventCodec codec,
            Clock clock,
            @Channel("interpolator-tuned") MutinyEmitter<Record<String, byte[]>> output,
            @Channel("interpolator-progress") MutinyEmitter<Record<String, byte[]>> progress,
            @Channel("interpolator-failures") MutinyEmitter<Record<String, byte[]>> failures) {
        Outbox outbox = new EmitterOutbox("interpolator", codec, clock, output, progress, failures);
        this.handler = new StepHandler<>(
                TaskNeighbors.class,
                codec,
                outbox,
                new Failures(Step.TUNE, LearningFailures::translate),
                event -> step.run(event, outbox),
                outbox::retire);
    }

    /** Unordered, because an ordered channel would wait in memory for a step of hours and count that as work. */
    @Incoming("interpolator-neighbors")
    @Blocking(value = "interpolator-pool", ordered = false)
    CompletionStage<Void> receive(Message<byte[]> message) {
        return handler.receive(message);
    }
}
