package io.pituning.graph;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The graph's stream: vectors are checked, brought into one sequence, compared by the shards, and written as neighborhoods.
 *
 * <pre>
 * pi.task-vectors → check → [sequence: 1 partition] → sequencer → [changes: every shard] → shard ─────→ pi.task-neighbors
 *                     │                  ↑                                                 │    │  ↖
 *                     ↓                  └──────────── look through all again ─────────────┘    └→ [answers] → answer
 *                pi.failures
 * </pre>
 *
 * <p>In brackets are topics that the application makes for itself. With one shard there are neither changes nor answers to carry.
 */
final class GraphTopology {
    private static final Serde<String> KEYS = Serdes.String();
    private static final Serde<byte[]> VALUES = Serdes.ByteArray();
    private static final String SEQUENCE = "sequence";

    /** One sequence: of two vectors that arrive together one must come first, for all shards the same. */
    private static final int ONE_SEQUENCE = 1;

    private final String applicationId;
    private final EventCodec codec;
    private final GraphSettings settings;
    private final Shards shards;

    /**
     * A stream that is not built yet.
     *
     * @param shards learns which shards run on this instance
     */
    GraphTopology(String applicationId, EventCodec codec, GraphSettings settings, Shards shards) {
        this.applicationId = applicationId;
        this.codec = codec;
        this.settings = settings;
        this.shards = shards;
    }

    Topology build() {
        var builder = new StreamsBuilder();
        builder.stream(
                        Topic.TASK_VECTORS.topicName(),
                        Consumed.with(KEYS, VALUES).withName("task-vectors"))
                .process(() -> new VectorCheck(codec), Named.as("check"))
                .split(Named.as("checked-"))
                .branch((key, checked) -> checked.failed(), Branched.withConsumer(this::writeFailures, "failed"))
                .defaultBranch(Branched.withConsumer(this::compare, "vectors"));
        return builder.build();
    }

    private void writeFailures(KStream<String, Checked> failed) {
        failed.mapValues(Checked::value, Named.as("failure-values"))
                .to(Topic.FAILURES.topicName(), Produced.with(KEYS, VALUES).withName("failures"));
    }

    private void compare(KStream<String, Checked> vectors) {
        KStream<String, Change> changes = vectors.mapValues(Checked::value, Named.as("vector-values"))
                .repartition(Repartitioned.with(KEYS, VALUES)
                        .withNumberOfPartitions(ONE_SEQUENCE)
                        .withName(SEQUENCE))
                .process(with(GraphStores.sequencer(), () -> new Sequencer(codec, shards)), Named.as("sequencer"));
        Set<StoreBuilder<?>> shardStores = GraphStores.shard();
        if (settings.shards() == 1) {
            write(changes.process(
                    with(shardStores, () -> new ShardProcessor(codec, settings, shards)), Named.as("shard")));
            return;
        }
        KStream<String, ShardOutput> changed = changes.repartition(Repartitioned.with(KEYS, GraphStores.CHANGE)
                        .withNumberOfPartitions(settings.shards())
                        .withStreamPartitioner(toEveryShard())
                        .withName("changes"))
                .process(with(shardStores, () -> new ShardProcessor(codec, settings, shards)), Named.as("shard"));
        KStream<String, ShardOutput> answered = changed.filter(
                        (task, output) -> output.way() == ShardOutput.Way.ANSWERS, Named.as("answers"))
                .mapValues(ShardOutput::value, Named.as("answer-values"))
                .repartition(Repartitioned.with(KEYS, VALUES)
                        .withNumberOfPartitions(settings.shards())
                        .withStreamPartitioner(toTheOwner())
                        .withName("answers"))
                .mapValues(
                        value -> GraphStores.PARTIAL.deserializer().deserialize("", value), Named.as("answer-records"))
                .process(with(shardStores, () -> new AnswerProcessor(shards)), Named.as("answer"));
        write(changed.merge(answered, Named.as("outputs")));
    }

    private void write(KStream<String, ShardOutput> outputs) {
        outputs.filter((task, output) -> output.way() == ShardOutput.Way.NEIGHBORHOODS, Named.as("neighborhoods"))
                .mapValues(ShardOutput::value, Named.as("neighborhood-values"))
                .to(
                        Topic.TASK_NEIGHBORS.topicName(),
                        Produced.with(KEYS, VALUES).withName("task-neighbors"));
        outputs.filter((task, output) -> output.way() == ShardOutput.Way.SEQUENCE, Named.as("rescans"))
                .mapValues(ShardOutput::value, Named.as("rescan-values"))
                .to(
                        applicationId + "-" + SEQUENCE + "-repartition",
                        Produced.with(KEYS, VALUES).withName("rescans-to-sequence"));
    }

    private static <V> StreamPartitioner<String, V> toEveryShard() {
        return (topic, task, value, partitions) ->
                Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
    }

    private static <V> StreamPartitioner<String, V> toTheOwner() {
        return (topic, task, value, partitions) -> Optional.of(Set.of(ShardNumber.owner(task, partitions)));
    }

    private static <A, B, C, D> ProcessorSupplier<A, B, C, D> with(
            Set<StoreBuilder<?>> stores, Supplier<Processor<A, B, C, D>> processor) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<A, B, C, D> get() {
                return processor.get();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return stores;
            }
        };
    }
}
