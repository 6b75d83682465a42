package io.pituning.workflow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** The consumers of a process, so that all can be stopped when it stops. */
final class RunningConsumers {
    private final List<Running> consumers = new CopyOnWriteArrayList<>();
    private final LongSupplier nanoTime;

    RunningConsumers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** One of them. */
    interface Running {
        /** Takes no more records and asks all running steps to keep a checkpoint and give up. */
        void stop();

        /** Returns when no step runs any more, or after this time. */
        void awaitStop(Duration atMost);

        /** {@return whether no step runs} */
        boolean isIdle();
    }

    void add(Running consumer) {
        consumers.add(consumer);
    }

    /** @param grace how long all together may take to stop */
    void stop(Duration grace) {
        consumers.forEach(Running::stop);
        long begin = nanoTime.getAsLong();
        for (Running consumer : consumers) {
            consumer.awaitStop(grace.minusNanos(nanoTime.getAsLong() - begin));
        }
    }

    /** {@return whether no step goes on: what steps use may be closed} */
    boolean isIdle() {
        return consumers.stream().allMatch(Running::isIdle);
    }
}
