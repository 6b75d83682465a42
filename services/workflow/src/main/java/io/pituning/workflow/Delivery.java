package io.pituning.workflow;

import io.pituning.schemas.event.Event;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record from its arrival until its outcome is safe.
 *
 * @param progress of its partition, as long as this process owns it
 * @param stop tells its step to give up
 */
record Delivery<I extends Event>(
        ConsumerRecord<String, byte[]> record, Reading<I> reading, PartitionProgress progress, StopSignal stop) {

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    /**
     * {@return what it shares with the records that must not run beside it}
     *
     * <p>A record without a key belongs to no task; it fails, and holds nobody up.
     */
    String lane() {
        return record.key() == null ? toString() : record.key();
    }

    /** Whether a newer record of its task makes its outcome worthless. */
    boolean isSuperseded() {
        return stop.reason().filter(StopSignal.Reason.SUPERSEDED::equals).isPresent();
    }

    /** For the log: a key may be anything. */
    @Override
    public String toString() {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }
}
