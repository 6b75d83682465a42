package io.pituning.graph;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Which part of the graph a shard is.
 *
 * @param shard counted from 0
 * @param shards how many there are
 */
record ShardNumber(int shard, int shards) {
    /** {@return the shard that owns a task}: Kafka's own partitioning of the task's name */
    static int owner(String task, int shards) {
        return Utils.toPositive(Utils.murmur2(task.getBytes(StandardCharsets.UTF_8))) % shards;
    }

    boolean owns(String task) {
        return owner(task, shards) == shard;
    }
}
