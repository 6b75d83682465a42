package io.pituning.worker;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** The records that stood on the topic before the worker came up: it serves what it did before once it is through them. */
@Singleton
final class Backlog {
    private static final String CHANNEL = "worker-experts";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaClientService clients;
    private final TopicPosition position;
    private Map<TopicPartition, Long> ends = Map.of();
    private boolean workedOff;

    Backlog(KafkaClientService clients, @Identifier(TopicPosition.LISTENER) TopicPosition position) {
        this.clients = clients;
        this.position = position;
    }

    /** {@return whether all of it was dealt with} */
    synchronized boolean isWorkedOff() {
        if (!workedOff) {
            Function<Consumer<String, byte[]>, Boolean> asking = this::isWorkedOff;
            workedOff = clients.<String, byte[]>getConsumer(CHANNEL)
                    .runOnPollingThread(asking)
                    .await()
                    .atMost(PATIENCE.multipliedBy(2));
        }
        return workedOff;
    }

    /**
     * Offsets alone do not say it: behind the last record of a transaction stands its marker, which nobody is given. So: the consumer is past
     * the ends, and as many records were dealt with as it has handed out.
     */
    private boolean isWorkedOff(Consumer<String, byte[]> consumer) {
        try {
            if (ends.isEmpty()) {
                ends = Map.copyOf(consumer.endOffsets(consumer.assignment(), PATIENCE));
            }
            return !ends.isEmpty()
                    && ends.entrySet().stream()
                            .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue())
                    && position.isThrough(consumer);
        } catch (TimeoutException brokerAway) {
            return false;
        }
    }
}
