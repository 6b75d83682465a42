package io.pituning.graph;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
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
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The graph's stream: vectors are checked, brought into one sequence, compared, and written as neighborhoods.
 *
 * <pre>
 * pi.task-vectors → check → (one partition) → neighborhoods → pi.task-neighbors
 *                     └─────────────────────────────────────→ pi.failures
 * </pre>
 */
@Singleton
public final class GraphTopology {
    private static final Serde<String> KEYS = Serdes.String();
    private static final Serde<byte[]> VALUES = Serdes.ByteArray();

    /** Every vector is compared with every other, so one after the other: two that arrive together must not miss each other. */
    private static final int ONE_SEQUENCE = 1;

    @Produces
    @Singleton
    Topology topology(
            EventCodec codec,
            @ConfigProperty(name = "pi.graph.retune") Retune retune,
            @ConfigProperty(name = "pi.graph.settle") Duration settle,
            @ConfigProperty(name = "pi.graph.gather") int gather) {
        return of(codec, new GraphSettings(retune, settle, gather));
    }

    static Topology of(EventCodec codec, GraphSettings settings) {
        var builder = new StreamsBuilder();
        builder.stream(
                        Topic.TASK_VECTORS.topicName(),
                        Consumed.with(KEYS, VALUES).withName("task-vectors"))
                .process(() -> new VectorCheck(codec), Named.as("check"))
                .split(Named.as("checked-"))
                .branch(
                        (key, checked) -> checked.failed(),
                        Branched.withConsumer(GraphTopology::writeFailures, "failed"))
                .defaultBranch(Branched.withConsumer(vectors -> writeNeighbors(vectors, codec, settings), "vectors"));
        return builder.build();
    }

    private static void writeFailures(KStream<String, Checked> failed) {
        failed.mapValues(Checked::value, Named.as("failure-values"))
                .to(Topic.FAILURES.topicName(), Produced.with(KEYS, VALUES).withName("failures"));
    }

    private static void writeNeighbors(KStream<String, Checked> vectors, EventCodec codec, GraphSettings settings) {
        vectors.mapValues(Checked::value, Named.as("vector-values"))
                .repartition(Repartitioned.with(KEYS, VALUES)
                        .withNumberOfPartitions(ONE_SEQUENCE)
                        .withName("vectors"))
                .process(new NeighborhoodsSupplier(codec, settings), Named.as("neighborhoods"))
                .to(
                        Topic.TASK_NEIGHBORS.topicName(),
                        Produced.with(KEYS, VALUES).withName("task-neighbors"));
    }

    private record NeighborhoodsSupplier(EventCodec codec, GraphSettings settings)
            implements ProcessorSupplier<String, byte[], String, byte[]> {
        @Override
        public Processor<String, byte[], String, byte[]> get() {
            return new Neighborhoods(codec, settings);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    store(Neighborhoods.VECTORS, VALUES),
                    store(Neighborhoods.WRITTEN, VALUES),
                    store(Neighborhoods.WAITING, Serdes.Long()));
        }

        private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
            return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), KEYS, values);
        }
    }
}
