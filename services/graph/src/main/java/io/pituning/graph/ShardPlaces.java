package io.pituning.graph;

import io.pituning.learning.similarity.Similarity;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.InvalidStateStorePartitionException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which shards this instance can read, and which instances have the others.
 *
 * <p>Instances know of each other if each is configured with its own address ({@code application.server}, host and port of its HTTP endpoints);
 * one without an address knows only itself. Methods throw {@link InvalidStateStoreException} while the stream starts, moves shards or restores
 * them.
 */
@Singleton
public final class ShardPlaces {
    private final KafkaStreams streams;
    private final Shards running;
    private final Similarity measure;
    private final int shards;
    private final Optional<HostInfo> self;

    ShardPlaces(
            KafkaStreams streams,
            Shards running,
            GraphSettings settings,
            @ConfigProperty(name = "quarkus.kafka-streams.application-server") Optional<String> server,
            @ConfigProperty(name = "kafka-streams.application.server") Optional<String> plainServer) {
        this.streams = streams;
        this.running = running;
        this.measure = settings.comparison().similarity();
        this.shards = settings.shards();
        this.self = server.or(() -> plainServer)
                .map(address -> new HostInfo(Utils.getHost(address), Utils.getPort(address)));
    }

    /** {@return how many shards the whole graph has} */
    public int shards() {
        return shards;
    }

    /** {@return what vectors are compared by} */
    public Similarity measure() {
        return measure;
    }

    /** {@return the instance that has a task's shard, if it is another one} */
    public Optional<HostInfo> elsewhere(String task) {
        requireStarted();
        if (self.isEmpty()) {
            return Optional.empty();
        }
        KeyQueryMetadata metadata = streams.queryMetadataForKey(
                GraphStores.NEIGHBORHOODS,
                task,
                (topic, key, value, partitions) -> Optional.of(Set.of(ShardNumber.owner(key, shards))));
        // Kafka Streams reports a shard that no instance has, or one on an instance without an address, as an
        // unavailable host.
        if (metadata == null || metadata.activeHost().equals(HostInfo.unavailable())) {
            throw new InvalidStateStoreException("No instance has the task's shard at present.");
        }
        return Optional.of(metadata.activeHost()).filter(host -> !host.equals(self.get()));
    }

    /** {@return all other instances that have shards} */
    public Set<HostInfo> others() {
        requireStarted();
        return self.map(own -> streams.streamsMetadataForStore(GraphStores.NEIGHBORHOODS).stream()
                        .map(StreamsMetadata::hostInfo)
                        .filter(host -> !host.equals(own))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /** {@return the shard of a task, which must be here} */
    public ShardReader here(String task) {
        return shard(ShardNumber.owner(task, shards));
    }

    /** {@return the shards that are here, by number} */
    public Map<Integer, ShardReader> here() {
        Map<Integer, ShardReader> here = new TreeMap<>();
        for (int number = 0; number < shards; number++) {
            try {
                ShardReader shard = shard(number);
                // Only reading shows whether the shard is here: the store is looked up at each read.
                shard.neighborhood("");
                here.put(number, shard);
            } catch (InvalidStateStorePartitionException elsewhere) {
                continue;
            }
        }
        return here;
    }

    private ShardReader shard(int number) {
        requireStarted();
        return new ShardReader(
                store(GraphStores.TASKS, number),
                store(GraphStores.VECTORS, number),
                store(GraphStores.NEIGHBORHOODS, number),
                store(GraphStores.HISTORY, number),
                () -> running.running(number)
                        .map(RunningShard::vectors)
                        .orElseThrow(
                                () -> new InvalidStateStoreException("Shard " + number + " is starting or leaving.")),
                measure);
    }

    private <V> ReadOnlyKeyValueStore<String, V> store(String name, int shard) {
        return streams.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, V>keyValueStore())
                .withPartition(shard));
    }

    private void requireStarted() {
        if (!streams.state().isRunningOrRebalancing()) {
            throw new StreamsNotStartedException("The graph's stream is " + streams.state() + ".");
        }
    }
}
