package io.pituning.workflow;

import io.pituning.schemas.event.Event;

/** Where a service's events leave. */
public interface Outbox {
    /** Sends an event on the topic of its kind; returns when the broker has it, for progress at once. */
    void send(Event event);

    /** Sends a tombstone on the service's output topic: the task is retired. */
    void retire(String task);
}
