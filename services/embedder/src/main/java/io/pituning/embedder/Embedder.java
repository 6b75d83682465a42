package io.pituning.embedder;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.Step;
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
public final class Embedder {
    private final StepHandler<ExpertTrained> handler;

    Embedder(
            EmbedStep step,
            EventCodec codec,
            Clock clock,
            @Channel("embedder-vectors") MutinyEmitter<Record<String, byte[]>> output,
            @Channel("embedder-progress") MutinyEmitter<Record<String, byte[]>> progress,
            @Channel("embedder-failures") MutinyEmitter<Record<String, byte[]>> failures) {
        Outbox outbox = new EmitterOutbox("embedder", codec, clock, output, progress, failures);
        this.handler = new StepHandler<>(
                ExpertTrained.class,
                codec,
                outbox,
                new Failures(Step.EMBED, LearningFailures::translate),
                event -> Optional.of(step.run(event, outbox)),
                outbox::retire);
    }

    /** Unordered, because an ordered channel would wait in memory for a step of hours and count that as work. */
    @Incoming("embedder-experts")
    @Blocking(value = "embedder-pool", ordered = false)
    CompletionStage<Void> receive(Message<byte[]> message) {
        return handler.receive(message);
    }
}
