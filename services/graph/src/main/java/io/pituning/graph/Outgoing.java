package io.pituning.graph;

import io.pituning.schemas.CloudEvents;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Records as they leave the graph: the event in JSON, CloudEvents attributes in the headers. */
final class Outgoing {
    private static final String SOURCE = "/pi-tuning/graph";

    private final EventCodec codec;

    Outgoing(EventCodec codec) {
        this.codec = codec;
    }

    /** {@return the record of an event; without a task its key is {@code otherwise}} */
    Record<String, byte[]> record(Event event, Optional<String> otherwise, long timestamp) {
        byte[] value = codec.encode(event);
        var headers = new RecordHeaders();
        CloudEvents.headers(event, value, SOURCE, Instant.ofEpochMilli(timestamp))
                .forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        String key = event.subject().or(() -> otherwise).orElse(null);
        return new Record<>(key, value, timestamp, headers);
    }
}
