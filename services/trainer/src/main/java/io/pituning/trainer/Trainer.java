package io.pituning.trainer;

import io.pituning.learning.LearningException;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.workflow.ConsumedPartitions;
import io.pituning.workflow.Failures;
import io.pituning.workflow.StepConsumer;
import io.pituning.workflow.StepConsumers;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The service's channels: every record of its input topic becomes an event on its output topic or a failure. */
@Singleton
public final class Trainer {
    private static final String OUTPUT = "trainer-experts";

    private final StepConsumer<TaskRegistered> consumer;

    /** @param output the channel whose configuration the output's producer has; its own producer is never made */
    Trainer(
            TrainStep step,
            StepConsumers consumers,
            KafkaClientService clients,
            @Channel(OUTPUT) MutinyEmitter<Record<String, byte[]>> output,
            @Channel("trainer-progress") MutinyEmitter<Record<String, byte[]>> progress) {
        this.consumer = consumers.consumer(
                "trainer",
                TaskRegistered.class,
                Topic.EXPERTS,
                () -> clients.getProducer(OUTPUT).configuration(),
                progress,
                Failures.of(Step.TRAIN, LearningException.class, LearningException::code, LearningException::advice),
                (event, context) -> Optional.of(step.run(event, context)));
    }

    @Incoming("trainer-tasks")
    @Blocking("trainer-pool")
    CompletionStage<Void> receive(Message<byte[]> message) {
        return consumer.receive(message);
    }

    /** Named in the input channel's configuration, and asked for before there are channels. */
    @Produces
    @Singleton
    @Identifier("trainer")
    static KafkaConsumerRebalanceListener partitions(Instance<Trainer> service) {
        return new ConsumedPartitions(() -> service.get().consumer);
    }
}
