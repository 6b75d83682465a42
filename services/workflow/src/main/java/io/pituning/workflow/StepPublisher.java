package io.pituning.workflow;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Publishes what came of a record and commits how far its partition is done, in one transaction: readers see both or neither.
 *
 * <p>That is also the fence. The broker takes the offsets only of a present member of the consumer group
 * (<a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-447%3A+Producer+scalability+for+exactly+once+semantics">KIP-447</a>), so
 * whatever an instance publishes that was paused, cut off or replaced in the meantime is never seen.
 */
final class StepPublisher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StepPublisher.class);

    private final Supplier<Producer<String, byte[]>> connect;
    private Optional<Producer<String, byte[]>> connected = Optional.empty();

    /** @param connect makes a producer with a transactional id; made on first use and again after an error that ends one */
    StepPublisher(Supplier<Producer<String, byte[]>> connect) {
        this.connect = connect;
    }

    /**
     * Returns when everything is safe with the broker.
     *
     * @param record may be none: then only the offsets are committed
     * @param member who commits them
     * @throws NotOwnerException when the group knows this member no more, or not in this generation
     * @throws StepException {@code event-too-large}
     * @throws KafkaException whatever else keeps it from the broker, and it may be tried again; where the commit was not answered in time nobody
     *     knows whether it took place, and the record may be published a second time
     */
    synchronized void publish(
            Optional<ProducerRecord<String, byte[]>> record,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata member) {
        Producer<String, byte[]> producer = producer();
        try {
            producer.beginTransaction();
            if (record.isPresent()) {
                // What is wrong with the record is told here; the commit would not say that it was the record.
                producer.send(record.get()).get();
            }
            producer.sendOffsetsToTransaction(offsets, member);
            producer.commitTransaction();
        } catch (ExecutionException e) {
            abandon(producer);
            if (EventRecords.isTooLarge(e)) {
                ProducerRecord<String, byte[]> refused = record.orElseThrow();
                int key = refused.key() == null ? 0 : refused.key().length();
                int value = refused.value() == null ? 0 : refused.value().length;
                throw EventRecords.tooLarge(refused.topic(), key + value, e);
            }
            // Its own words say what keeps the record from the broker, such as a right that is missing.
            throw e.getCause() instanceof RuntimeException why
                    ? why
                    : new KafkaException("A record could not be sent", e.getCause());
        } catch (CommitFailedException | FencedInstanceIdException e) {
            abandon(producer);
            throw new NotOwnerException(e);
        } catch (InterruptedException e) {
            disconnect(producer);
            throw new InterruptException(e);
        } catch (RuntimeException e) {
            abandon(producer);
            throw e;
        }
    }

    /**
     * Ends the transaction that a killed predecessor of this name left open: until then the group's offsets cannot be read.
     *
     * @throws KafkaException when the broker does not answer; the next publication tries again
     */
    synchronized void prepare() {
        producer();
    }

    private Producer<String, byte[]> producer() {
        if (connected.isEmpty()) {
            Producer<String, byte[]> producer = connect.get();
            try {
                producer.initTransactions();
            } catch (RuntimeException e) {
                producer.close(Duration.ZERO);
                throw e;
            }
            connected = Optional.of(producer);
        }
        return connected.orElseThrow();
    }

    private void abandon(Producer<String, byte[]> producer) {
        try {
            producer.abortTransaction();
        } catch (RuntimeException e) {
            // After some errors a producer cannot go on; the next one, with the same id, ends its transaction.
            LOG.debugf(e, "A transaction could not be aborted");
            disconnect(producer);
        }
    }

    private void disconnect(Producer<String, byte[]> producer) {
        connected = Optional.empty();
        producer.close(Duration.ZERO);
    }

    @Override
    public synchronized void close() {
        connected.ifPresent(producer -> producer.close(Duration.ofSeconds(1)));
        connected = Optional.empty();
    }

    /** The consumer group does not take this member's word any more. */
    static final class NotOwnerException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotOwnerException() {
            super("The partition belongs to another instance now.");
        }

        NotOwnerException(Throwable cause) {
            super("The consumer group no longer knows this member, or not in this generation.", cause);
        }
    }
}
