package io.pituning.graph;

import static io.pituning.graph.SettingsBuilder.settings;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskNeighbors;
import java.io.File;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A graph of several shards without a broker: every partition is a queue, and chance says from which one the next record is taken, as
 * between partitions Kafka promises no order. Shards are stopped and started again in between, with what their stores hold.
 */
final class ManyShards implements AutoCloseable {
    private static final EventCodec CODEC = new EventCodec();
    private static final double RESTARTS = 0.02;

    private final Random random;
    private final GraphSettings settings;
    private final MockProcessorContext<String, Change> sequencing;
    private final Sequencer sequencer = new Sequencer(new Shards());
    private final Deque<Record<String, Incoming>> sequence = new ArrayDeque<>();
    private final List<MockProcessorContext<String, ShardOutput>> contexts = new ArrayList<>();
    private final List<RunningShard> shards = new ArrayList<>();
    private final List<Deque<Change>> changes = new ArrayList<>();
    private final List<Deque<Answer>> answers = new ArrayList<>();
    private final Map<String, byte[]> written = new HashMap<>();
    private final List<OpenStores<?>> stores = new ArrayList<>();
    private int searchRequests;

    ManyShards(int count, Comparison comparison, Random random, File folder) {
        this.random = random;
        this.settings = settings().shards(count).comparison(comparison).build();
        this.sequencing = open(new TaskId(0, 0), folder, GraphStores.sequencer());
        sequencer.init(sequencing);
        IntStream.range(0, count).forEach(shard -> {
            contexts.add(open(new TaskId(1, shard), folder, GraphStores.shard()));
            shards.add(new RunningShard(contexts.get(shard), CODEC, settings));
            changes.add(new ArrayDeque<>());
            answers.add(new ArrayDeque<>());
        });
    }

    private <V> MockProcessorContext<String, V> open(TaskId task, File folder, Set<StoreBuilder<?>> builders) {
        var opened = new OpenStores<V>(task, new File(folder, task.toString()), builders);
        stores.add(opened);
        return opened.context();
    }

    void arrive(TaskEmbedded task) {
        sequence.add(new Record<>(task.task(), new Incoming.Vector(TaskWithVector.of(task)), 0));
    }

    void retire(String task) {
        sequence.add(new Record<>(task, new Incoming.Tombstone(), 0));
    }

    /** Delivers so many records, or fewer if there are none any more. */
    void deliver(int most) {
        for (int i = 0; i < most; i++) {
            List<Runnable> possible = possible();
            if (possible.isEmpty()) {
                return;
            }
            possible.get(random.nextInt(possible.size())).run();
            if (random.nextDouble() < RESTARTS) {
                int shard = random.nextInt(shards.size());
                shards.set(shard, new RunningShard(contexts.get(shard), CODEC, settings));
            }
        }
    }

    /** Numbers all that has come, and delivers it to one shard; the others and all answers wait. */
    void deliverChanges(int shard) {
        while (!sequence.isEmpty()) {
            number(sequence.remove());
        }
        while (!changes.get(shard).isEmpty()) {
            takeChange(shard);
        }
    }

    /** {@return what was written last for the task, nothing if it has left} */
    Optional<List<Neighbor>> neighbors(String task) {
        return Optional.ofNullable(written.get(task))
                .map(value -> CODEC.decode(TaskNeighbors.class, value).neighbors());
    }

    /** {@return how many times a shard asked for another search} */
    int searchRequests() {
        return searchRequests;
    }

    @Override
    public void close() {
        stores.forEach(OpenStores::close);
    }

    private List<Runnable> possible() {
        List<Runnable> possible = new ArrayList<>();
        if (!sequence.isEmpty()) {
            possible.add(() -> number(sequence.remove()));
        }
        for (int i = 0; i < shards.size(); i++) {
            int shard = i;
            if (!changes.get(shard).isEmpty()) {
                possible.add(() -> takeChange(shard));
            }
            if (!answers.get(shard).isEmpty()) {
                possible.add(() ->
                        take(shard, shards.get(shard).take(answers.get(shard).remove(), 0)));
            }
        }
        return possible;
    }

    private void takeChange(int shard) {
        take(shard, shards.get(shard).take(changes.get(shard).remove(), 0));
    }

    private void number(Record<String, Incoming> record) {
        sequencer.process(record);
        sequencing.forwarded().forEach(forward -> {
            Change change = overTheWire(GraphStores.CHANGE, forward.record().value());
            changes.forEach(queue -> queue.add(change));
        });
        sequencing.resetForwards();
    }

    private void take(int shard, List<Record<String, ShardOutput>> outputs) {
        for (Record<String, ShardOutput> output : outputs) {
            byte[] value = output.value().value();
            switch (output.value().way()) {
                case SEARCH_REQUESTS -> {
                    searchRequests++;
                    TaskWithVector subject =
                            GraphStores.TASK_WITH_VECTOR.deserializer().deserialize("", value);
                    sequence.add(new Record<>(output.key(), new Incoming.SearchRequest(subject), 0));
                }
                case ANSWERS ->
                    answers.get(ShardNumber.owner(output.key(), shards.size()))
                            .add(GraphStores.ANSWER.deserializer().deserialize("", value));
                case NEIGHBORHOODS -> {
                    if (ShardNumber.owner(output.key(), shards.size()) != shard) {
                        throw new IllegalStateException("A shard wrote the neighborhood of another's task.");
                    }
                    if (value == null) {
                        written.remove(output.key());
                    } else {
                        written.put(output.key(), value);
                    }
                }
                default -> throw new IllegalStateException();
            }
        }
    }

    private static <V> V overTheWire(Serde<V> serde, V value) {
        return serde.deserializer().deserialize("", serde.serializer().serialize("", value));
    }
}
