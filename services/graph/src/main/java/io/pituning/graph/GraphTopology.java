package io.pituning.graph;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import java.util.List;
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
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The graph's stream: vectors are checked, numbered in one sequence, compared by the shards, and written as neighborhoods.
 *
 * <pre>
 * pi.task-vectors → check → sequencer → [changes: every shard] → shard ─────→ pi.task-neighbors
 *                     │          ↑                               │    │  ↖
 *                     ↓          └────────── [rescans] ──────────┘    └→ [answers] → answer
 *                pi.failures
 * </pre>
 *
 * <p>In brackets are topics that the application makes for itself; each that a newcomer passes costs it one transaction more. With one shard
 * there are neither changes nor answers to carry.
 */
final class GraphTopology {
    private static final Serde<String> KEYS = Serdes.String();
    private static final Serde<byte[]> VALUES = Serdes.ByteArray();
    /** The topic of search requests; named when a search was called a scan, and so in running graphs. */
    private static final String SEARCH_REQUESTS = "rescans";

    private final String applicationId;
    private final EventCodec codec;
    private final GraphSettings settings;
    private final Shards shards;

    /**
     * Prepares the stream; {@link #build} builds it.
     *
     * @param shards is kept informed of which shards run on this instance
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
                        Consumed.with(KEYS, VALUES)
                                .withName("task-vectors")
                                // No record's time is used, and a negative one would end the stream at each start.
                                .withTimestampExtractor(new WallclockTimestampExtractor()))
                .process(() -> new VectorCheck(codec), Named.as("check"))
                .split(Named.as("checked-"))
                .branch(
                        (task, checked) -> checked instanceof Checked.Refused,
                        Branched.withConsumer(this::writeFailures, "refused"))
                .defaultBranch(Branched.withConsumer(this::compare, "accepted"));
        return builder.build();
    }

    private void writeFailures(KStream<String, Checked> refused) {
        refused.mapValues(checked -> ((Checked.Refused) checked).failure(), Named.as("failure-values"))
                .to(Topic.FAILURES.topicName(), Produced.with(KEYS, VALUES).withName("failures"));
    }

    private void compare(KStream<String, Checked> accepted) {
        KStream<String, Incoming> incoming =
                accepted.mapValues(checked -> ((Checked.Accepted) checked).incoming(), Named.as("incoming"));
        KStream<String, Change> changes = incoming.merge(searchRequests(incoming), Named.as("sequence"))
                .process(with(GraphStores.sequencer(), () -> new Sequencer(shards)), Named.as("sequencer"));
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
                        value -> GraphStores.ANSWER.deserializer().deserialize("", value), Named.as("answer-records"))
                .process(with(shardStores, () -> new AnswerProcessor(shards)), Named.as("answer"));
        write(changed.merge(answered, Named.as("outputs")));
    }

    /** What the shards request: they write to this topic of the application by its name, since a stream cannot flow into itself. */
    private static KStream<String, Incoming> searchRequests(KStream<String, Incoming> incoming) {
        return incoming.flatMapValues(any -> List.<TaskWithVector>of(), Named.as("nothing"))
                .repartition(Repartitioned.with(KEYS, GraphStores.TASK_WITH_VECTOR)
                        .withNumberOfPartitions(Topic.TASK_VECTORS.partitions())
                        .withName(SEARCH_REQUESTS))
                .mapValues(task -> new Incoming.SearchRequest(task), Named.as("rescan-records"));
    }

    private void write(KStream<String, ShardOutput> outputs) {
        outputs.filter((task, output) -> output.way() == ShardOutput.Way.NEIGHBORHOODS, Named.as("neighborhoods"))
                .mapValues(ShardOutput::value, Named.as("neighborhood-values"))
                .to(
                        Topic.TASK_NEIGHBORS.topicName(),
                        Produced.with(KEYS, VALUES).withName("task-neighbors"));
        outputs.filter((task, output) -> output.way() == ShardOutput.Way.SEARCH_REQUESTS, Named.as("rescans"))
                .mapValues(ShardOutput::value, Named.as("rescan-values"))
                .to(
                        applicationId + "-" + SEARCH_REQUESTS + "-repartition",
                        Produced.with(KEYS, VALUES).withName("rescans-to-sequencer"));
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
