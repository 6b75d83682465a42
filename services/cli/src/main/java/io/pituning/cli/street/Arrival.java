package io.pituning.cli.street;

import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Event;
import java.util.Optional;

/**
 * A record read from one of the topics.
 *
 * @param key the record's key, the name of a task
 * @param event what it says; empty for a tombstone
 */
public record Arrival(Topic topic, Optional<String> key, Optional<Event> event) {
    /** {@return the event, if it is of this kind} */
    public <E extends Event> Optional<E> as(Class<E> type) {
        return event.filter(type::isInstance).map(type::cast);
    }
}
