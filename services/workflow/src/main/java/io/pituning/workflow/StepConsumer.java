package io.pituning.workflow;

import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.StepProgress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * What a service of the street does with the records of its input topic: those of one task in their order, those of different tasks side by
 * side, each published together with the offset up to which its partition is done.
 *
 * <p>Records are taken ahead while steps run, so that a newer registration of a task, or its tombstone, stops the step of the older one, and so
 * that one long step keeps nobody else's waiting. A partition that moves to another instance takes its running steps along: they keep a
 * checkpoint and give up before it is handed over, and what is published nevertheless the broker refuses ({@link StepPublisher}).
 *
 * <p>The channel must neither commit nor acknowledge ({@code commit-strategy=ignore}) and tell this of its partitions ({@link ConsumedPartitions}).
 *
 * @param <I> the event the input topic carries
 */
public final class StepConsumer<I extends Event> implements RunningConsumers.Running {
    private static final Logger LOG = Logger.getLogger(StepConsumer.class);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

    private final RecordStep<I> step;
    private final Topic output;
    private final EventRecords records;
    private final StepPublisher publisher;
    private final java.util.function.Consumer<StepProgress> progress;
    private final StepSettings settings;
    private final ExecutorService threads;

    private final OwnedPartitions owned = new OwnedPartitions();
    private final Map<String, Deque<Delivery<I>>> lanes = new HashMap<>();
    private int inHand;
    private boolean stopping;

    StepConsumer(
            RecordStep<I> step,
            Topic output,
            EventRecords records,
            StepPublisher publisher,
            java.util.function.Consumer<StepProgress> progress,
            StepSettings settings) {
        this.step = step;
        this.output = output;
        this.records = records;
        this.publisher = publisher;
        this.progress = progress;
        this.settings = settings;
        var number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, output.topicName() + "-step-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes one record of the channel; returns when there is room for the next. */
    public CompletionStage<Void> receive(Message<byte[]> message) {
        take(KafkaRecords.of(message));
        return message.ack();
    }

    void take(ConsumerRecord<String, byte[]> record) {
        Reading<I> reading = step.read(record);
        synchronized (this) {
            owned.progress(new TopicPartition(record.topic(), record.partition()))
                    .map(partition -> new Delivery<>(record, reading, partition, new StopSignal()))
                    .ifPresent(this::enqueue);
        }
    }

    /** Puts a delivery into its lane as soon as there is room; what it supersedes there is stopped. */
    private void enqueue(Delivery<I> delivery) {
        await(() -> inHand < settings.lookAhead() || stopping || !owned.keeps(delivery));
        // A record of a partition that went meanwhile, or is about to, is another instance's.
        if (stopping
                || !owned.keeps(delivery)
                || !delivery.progress().take(delivery.record().offset())) {
            return;
        }
        Deque<Delivery<I>> lane = lanes.computeIfAbsent(delivery.lane(), name -> new ArrayDeque<>());
        lane.stream()
                .filter(earlier -> delivery.reading().supersedes(earlier.reading()))
                .forEach(earlier -> earlier.stop().stop(StopSignal.Reason.SUPERSEDED));
        lane.add(delivery);
        inHand++;
        if (lane.size() == 1) {
            threads.execute(() -> follow(delivery.lane(), lane));
        }
    }

    /** Deals with the records of a lane, until it is empty. */
    private void follow(String name, Deque<Delivery<I>> lane) {
        while (true) {
            Delivery<I> delivery;
            synchronized (this) {
                delivery = lane.element();
            }
            try {
                deal(delivery);
            } catch (RuntimeException | Error e) {
                LOG.errorf(e, "%s is left as it is until the next start", delivery);
            }
            synchronized (this) {
                lane.remove();
                inHand--;
                notifyAll();
                if (lane.isEmpty()) {
                    lanes.remove(name);
                    return;
                }
            }
        }
    }

    private void deal(Delivery<I> delivery) {
        Optional<ProducerRecord<String, byte[]>> outcome;
        try {
            delivery.stop().check();
            outcome = outcome(delivery);
        } catch (StepStoppedException e) {
            LOG.infof("%s: %s", delivery, e.getMessage());
            if (!delivery.isSuperseded()) {
                return;
            }
            outcome = Optional.empty();
        }
        boolean lastTry;
        do {
            // What is finished is published also when the process stops or the partition goes, if it succeeds at once.
            lastTry = isLastTry(delivery);
            try {
                publish(delivery, outcome);
                return;
            } catch (RuntimeException e) {
                if (e instanceof StepException && isOutput(outcome)) {
                    outcome = Optional.of(records.of(
                            step.failed(delivery.record(), e, delivery.reading().event(), 1)));
                } else {
                    LOG.warnf("%s: not published yet: %s", delivery, e);
                    pause(delivery);
                }
            }
        } while (!lastTry);
    }

    /** A failure that Kafka does not take either would only become another one of the same size. */
    private boolean isOutput(Optional<ProducerRecord<String, byte[]>> outcome) {
        return outcome.filter(record -> record.topic().equals(output.topicName()))
                .isPresent();
    }

    private synchronized void pause(Delivery<I> delivery) {
        await(BEFORE_NEXT_TRY, () -> isLastTry(delivery));
    }

    private synchronized boolean isLastTry(Delivery<I> delivery) {
        return stopping || delivery.progress().isLeaving();
    }

    private Optional<ProducerRecord<String, byte[]>> outcome(Delivery<I> delivery) {
        ConsumerRecord<String, byte[]> record = delivery.record();
        if (delivery.reading().isTombstone()) {
            return Optional.ofNullable(record.key()).map(task -> new ProducerRecord<>(output.topicName(), task, null));
        }
        return step.outcome(record, delivery.reading(), new StepContext(delivery.stop(), progress))
                .map(records::of);
    }

    private void publish(Delivery<I> delivery, Optional<ProducerRecord<String, byte[]>> outcome) {
        // One after the other, so that a later transaction never commits an earlier offset.
        synchronized (publisher) {
            Map<TopicPartition, OffsetAndMetadata> offsets;
            ConsumerGroupMetadata publishAs;
            Optional<ProducerRecord<String, byte[]>> wanted;
            synchronized (this) {
                if (!owned.owns(delivery)) {
                    throw new StepPublisher.NotOwnerException();
                }
                offsets = Map.of(
                        delivery.partition(),
                        new OffsetAndMetadata(delivery.progress()
                                .committable(delivery.record().offset())));
                publishAs = owned.member();
                wanted = delivery.isSuperseded() ? Optional.empty() : outcome;
            }
            publisher.publish(wanted, offsets, publishAs);
            synchronized (this) {
                delivery.progress().done(delivery.record().offset());
            }
        }
    }

    synchronized void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        owned.setMember(consumer.groupMetadata());
        owned.add(partitions);
        threads.execute(this::prepare);
    }

    private void prepare() {
        try {
            publisher.prepare();
        } catch (RuntimeException e) {
            LOG.warnf("The broker does not accept transactions yet: %s", e);
        }
    }

    /** Lets the steps of these partitions keep a checkpoint and give up; what is finished may still be published. */
    synchronized void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        owned.leave(partitions);
        notifyAll();
        Predicate<Delivery<I>> leaving = delivery -> partitions.contains(delivery.partition());
        deliveries().stream().filter(leaving).forEach(one -> one.stop().stop(StopSignal.Reason.PARTITION_LOST));
        // The connector calls this also where another instance has them already; without a generation the broker
        // would not look whether this one is still a member.
        ConsumerGroupMetadata now = consumer.groupMetadata();
        if (now.generationId() >= 0) {
            owned.setMember(now);
            await(settings.grace(), () -> deliveries().stream().noneMatch(leaving));
        }
        owned.remove(partitions);
        notifyAll();
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        deliveries().forEach(one -> one.stop().stop(StopSignal.Reason.PROCESS_STOPS));
        notifyAll();
    }

    @Override
    public void awaitStop(Duration atMost) {
        synchronized (this) {
            await(atMost, () -> inHand == 0);
            if (inHand > 0) {
                LOG.warnf("%d steps did not stop within %s", inHand, atMost);
            }
        }
        // Interrupted: who still waits for a broker that is away would hold up the end.
        threads.shutdownNow();
        publisher.close();
    }

    @Override
    public synchronized boolean isIdle() {
        return inHand == 0;
    }

    private List<Delivery<I>> deliveries() {
        return lanes.values().stream().flatMap(Collection::stream).toList();
    }

    /** Waits, letting go of the lock meanwhile; an interrupt means that the process stops. */
    private void await(BooleanSupplier condition) {
        await(Duration.ofNanos(Long.MAX_VALUE), condition);
    }

    private void await(Duration atMost, BooleanSupplier condition) {
        long begin = System.nanoTime();
        try {
            while (!condition.getAsBoolean()) {
                long left = atMost.toNanos() - (System.nanoTime() - begin);
                if (left <= 0) {
                    return;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
