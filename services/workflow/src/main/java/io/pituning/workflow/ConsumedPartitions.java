package io.pituning.workflow;

import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import java.util.Collection;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells a consumer which partitions come and go. The connector wants the listener before there are channels, a consumer needs a channel: so it is
 * asked for with the first partition.
 */
public record ConsumedPartitions(Supplier<StepConsumer<?>> consumer) implements KafkaConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> client, Collection<TopicPartition> partitions) {
        consumer.get().onPartitionsAssigned(client, partitions);
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> client, Collection<TopicPartition> partitions) {
        consumer.get().onPartitionsRevoked(client, partitions);
    }
}
