package io.pituning.cli.street;

import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Event;
import java.time.Instant;
import java.util.Optional;

/**
 * A record read from one of the topics.
 *
 * @param key the record's key, the name of a task
 * @param event what it says; empty for a tombstone
 * @param at when it was written
 */
public record Arrival(Topic topic, Optional<String> key, Optional<Event> event, Instant at) {
    /** {@return the event, if it is of this kind} */
    public <E extends Event> Optional<E> as(Class<E> type) {
        return event.filter(type::isInstance).map(type::cast);
    }
}
