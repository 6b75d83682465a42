package io.pituning.workflow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The consumers of a process, so that all can be stopped when it stops. */
final class RunningConsumers {
    private final List<Running> consumers = new CopyOnWriteArrayList<>();

    /** One of them. */
    interface Running {
        /** Takes no more records and asks all running steps to keep a checkpoint and give up. */
        void stop();

        /** Returns when no step runs any more, or after the grace period. */
        void awaitStop();

        /** {@return whether no step runs} */
        boolean isIdle();
    }

    void add(Running consumer) {
        consumers.add(consumer);
    }

    void stop() {
        consumers.forEach(Running::stop);
        consumers.forEach(Running::awaitStop);
    }

    /** {@return whether no step goes on: what steps use may be closed} */
    boolean isIdle() {
        return consumers.stream().allMatch(Running::isIdle);
    }
}
