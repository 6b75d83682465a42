package io.pituning.worker;

import io.pituning.learning.LearningException;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.Step;
import io.pituning.workflow.Failures;
import io.pituning.workflow.KafkaRecords;
import io.pituning.workflow.StepConsumers;
import io.pituning.workflow.StepHandler;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The service's channels: every tuned expert is loaded or refused, every tombstone retires one. */
@Singleton
public final class Worker {
    private final StepHandler<ExpertTuned> handler;
    private final TopicPosition position;

    Worker(
            LoadStep step,
            @Identifier(TopicPosition.LISTENER) TopicPosition position,
            StepConsumers consumers,
            @Channel("worker-events") MutinyEmitter<Record<String, byte[]>> events,
            @Channel("worker-failures") MutinyEmitter<Record<String, byte[]>> failures) {
        this.position = position;
        this.handler = consumers.handler(
                "worker",
                ExpertTuned.class,
                events,
                failures,
                Failures.of(Step.LOAD, LearningException.class, LearningException::code, LearningException::advice),
                step);
    }

    @Incoming("worker-experts")
    @Blocking("worker-pool")
    CompletionStage<Void> receive(Message<byte[]> message) {
        CompletionStage<Void> received = handler.receive(message);
        position.dealtWith(KafkaRecords.of(message));
        return received;
    }
}
