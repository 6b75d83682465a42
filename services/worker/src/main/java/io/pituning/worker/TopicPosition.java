package io.pituning.worker;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the worker has dealt with its topic.
 *
 * <p>It keeps no offsets at the broker. So where the group has lost it for a while (a paused machine, a cut network) and it gets its partitions
 * again, it goes on where it was: from the beginning it would serve older experts, and those of retired tasks, until it came to the newest ones.
 */
@Singleton
@Identifier(TopicPosition.LISTENER)
final class TopicPosition implements KafkaConsumerRebalanceListener {
    /** As the channel's configuration names it. */
    static final String LISTENER = "worker";

    private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
    private final AtomicLong dealtWith = new AtomicLong();
    private volatile double handedOutBefore;

    /** Notes that a record was dealt with. */
    void dealtWith(ConsumerRecord<?, ?> record) {
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        dealtWith.incrementAndGet();
    }

    /**
     * {@return whether everything that the consumer has handed out was dealt with}; a record or two that were in hand when its partitions went
     * may be counted twice
     *
     * @param consumer on its polling thread
     */
    boolean isThrough(Consumer<?, ?> consumer) {
        return dealtWith.get() >= handedOut(consumer) - handedOutBefore;
    }

    /** Also of those that are lost: what was handed out of them and waited in the channel is dropped, and will be handed out again. */
    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        handedOutBefore = handedOut(consumer);
        dealtWith.set(0);
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition ->
                Optional.ofNullable(next.get(partition)).ifPresent(offset -> consumer.seek(partition, offset)));
    }

    private static double handedOut(Consumer<?, ?> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("records-consumed-total")
                        && !metric.getKey().tags().containsKey("topic"))
                .mapToDouble(metric -> (double) metric.getValue().metricValue())
                .sum();
    }
}
