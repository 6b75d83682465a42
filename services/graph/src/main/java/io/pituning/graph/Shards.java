package io.pituning.graph;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The shards that this instance runs, or ran last: what the processors of one shard share. */
final class Shards {
    private final Map<Integer, RunningShard> running = new ConcurrentHashMap<>();

    /** A shard starts, or starts again with what its stores now hold. */
    void started(int number, RunningShard shard) {
        running.put(number, shard);
    }

    /** {@return the shard of that number, which must have started here} */
    RunningShard running(int number) {
        return running.get(number);
    }
}
