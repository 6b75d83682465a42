package io.pituning.graph;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** What runs on this instance, for use by threads other than the stream thread: its shards, and the sequence if it is here. */
final class Shards {
    private static final long ELSEWHERE = -1;

    private final Map<Integer, RunningShard> running = new ConcurrentHashMap<>();
    private volatile long newest = ELSEWHERE;

    /** A shard has started, or started again from what its stores now hold. */
    void started(int number, RunningShard shard) {
        running.put(number, shard);
    }

    /** A shard leaves this instance and its memory is given up, unless it has been started again here meanwhile. */
    void stopped(int number, RunningShard shard) {
        running.remove(number, shard);
    }

    /** {@return the shard of that number, if it is here} */
    Optional<RunningShard> running(int number) {
        return Optional.ofNullable(running.get(number));
    }

    /** The sequence is on this instance and has numbered changes up to this number. */
    void numbered(long sequence) {
        newest = sequence;
    }

    /** The sequence leaves this instance. */
    void numberingStopped() {
        newest = ELSEWHERE;
    }

    /** {@return the number of the newest change, if the sequence is here} */
    OptionalLong newest() {
        long number = newest;
        return number == ELSEWHERE ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
