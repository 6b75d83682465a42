package io.pituning.graph;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The graph's state stores and what they hold; all keys are text. */
final class GraphStores {
    static final Serde<TaskWithVector> TASK_WITH_VECTOR = VersionedJson.of(TaskWithVector.class);
    static final Serde<Change> CHANGE = VersionedJson.of(Change.class);
    static final Serde<Answer> ANSWER = VersionedJson.of(Answer.class);

    /** Owned task to what is known of it except its vector: read whenever its neighborhood changes. */
    static final String TASKS = "tasks";
    /** Owned task to its vector. */
    static final String VECTORS = "vectors";
    /** Owned task to its neighborhood. */
    static final String NEIGHBORHOODS = "neighborhoods";
    /** Answers of other shards to changes that this shard has not taken yet. */
    static final String EARLY = "early";
    /** Number of a change to its task, as long as a search runs that began before that change; see {@link RecentChanges}. */
    static final String CHANGED = "changed";
    /** Owned task whose neighborhood is to be written, to when it first differed from what was written, epoch milliseconds. */
    static final String WAITING = "waiting";
    /** Owned task to its last revisions; see {@link History}. */
    static final String HISTORY = "history";
    /** How far the shard has come; see {@link ShardPosition}. */
    static final String POSITION = "position";

    private GraphStores() {}

    static Set<StoreBuilder<?>> sequencer() {
        return ordered(store(Sequencer.IDENTITIES, Serdes.String()), store(Sequencer.COUNTERS, Serdes.Long()));
    }

    static Set<StoreBuilder<?>> shard() {
        return ordered(
                store(TASKS, VersionedJson.of(KnownTask.class)),
                store(VECTORS, VectorBytes.serde()),
                store(NEIGHBORHOODS, VersionedJson.of(Neighborhood.class)),
                store(EARLY, ANSWER),
                store(CHANGED, Serdes.String()),
                store(WAITING, Serdes.Long()),
                store(HISTORY, VersionedJson.of(History.class)),
                store(POSITION, VersionedJson.of(ShardPosition.class)));
    }

    /** In the same order at every start, like everything else that describes the topology. */
    private static Set<StoreBuilder<?>> ordered(StoreBuilder<?>... stores) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(stores)));
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }
}
