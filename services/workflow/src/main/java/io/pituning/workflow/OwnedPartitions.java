package io.pituning.workflow;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that this process owns, how far each is done, and as which member of the consumer group it owns them.
 *
 * <p>Has no lock of its own: a {@link StepConsumer} uses it under its lock.
 */
final class OwnedPartitions {
    private final Map<TopicPartition, PartitionProgress> owned = new HashMap<>();
    private Optional<ConsumerGroupMetadata> member = Optional.empty();

    /** Owns these partitions from now on. */
    void add(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> owned.put(partition, new PartitionProgress()));
    }

    /** Takes nothing more of these partitions: another instance is about to have them. */
    void leave(Collection<TopicPartition> partitions) {
        partitions.stream().flatMap(partition -> progress(partition).stream()).forEach(PartitionProgress::leave);
    }

    /** Owns these partitions no longer. */
    void remove(Collection<TopicPartition> partitions) {
        owned.keySet().removeAll(partitions);
    }

    /** {@return how far a partition is done, if it is owned} */
    Optional<PartitionProgress> progress(TopicPartition partition) {
        return Optional.ofNullable(owned.get(partition));
    }

    /** {@return whether the delivery's partition is owned, and was without a break since it was delivered} */
    boolean owns(Delivery<?> delivery) {
        return owned.get(delivery.partition()) == delivery.progress();
    }

    /** {@return whether the delivery's partition is owned and no other instance is about to have it} */
    boolean keeps(Delivery<?> delivery) {
        return owns(delivery) && !delivery.progress().isLeaving();
    }

    /** {@return as which member the partitions are owned} */
    ConsumerGroupMetadata member() {
        return member.orElseThrow();
    }

    void setMember(ConsumerGroupMetadata now) {
        member = Optional.of(now);
    }
}
