package io.pituning.workflow;

import io.pituning.schemas.event.Event;

/** Where a service's events leave. */
interface Outbox {
    /**
     * Sends an event on the topic of its kind; returns when the broker has it.
     *
     * @throws StepException {@code event-too-large} when Kafka takes no event of this size on the service's output topic; whatever else keeps an
     *     event from the broker is no fault of the step and thrown as it is
     */
    void send(Event event);
}
