package io.pituning.worker;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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
    private final AtomicLong done = new AtomicLong();
    private Map<TopicPartition, Long> ends = Map.of();
    private boolean workedOff;

    Backlog(KafkaClientService clients) {
        this.clients = clients;
    }

    /** Tells that one more record was dealt with. */
    void recordDone() {
        done.incrementAndGet();
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
     * Offsets alone do not tell: behind the last record of a transaction stands its marker, which nobody is given. So: the consumer is past
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
                    && done.get() >= handedOut(consumer);
        } catch (TimeoutException brokerAway) {
            return false;
        }
    }

    private static double handedOut(Consumer<String, byte[]> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("records-consumed-total")
                        && !metric.getKey().tags().containsKey("topic"))
                .mapToDouble(metric -> (double) metric.getValue().metricValue())
                .sum();
    }
}
