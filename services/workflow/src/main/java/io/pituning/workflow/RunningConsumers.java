package io.pituning.workflow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The consumers of a process, so that all can be stopped when it stops. */
public final class RunningConsumers {
    private final List<StepConsumer<?>> consumers = new CopyOnWriteArrayList<>();

    void add(StepConsumer<?> consumer) {
        consumers.add(consumer);
    }

    /** Asks all running steps to keep a checkpoint and give up; returns when they have, or after the grace period. */
    void stop() {
        consumers.forEach(StepConsumer::stop);
        consumers.forEach(StepConsumer::awaitStop);
    }
}
