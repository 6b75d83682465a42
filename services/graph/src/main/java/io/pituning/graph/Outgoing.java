package io.pituning.graph;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.Event;
import io.pituning.workflow.EventRecords;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.Record;

/** Events as records that leave the graph. */
final class Outgoing {
    private final EventCodec codec;

    Outgoing(EventCodec codec) {
        this.codec = codec;
    }

    /** {@return the record of an event that happened at the timestamp} */
    Record<String, byte[]> record(Event event, long timestamp) {
        Clock then = Clock.fixed(Instant.ofEpochMilli(timestamp), ZoneOffset.UTC);
        ProducerRecord<String, byte[]> record = new EventRecords("graph", codec, then).of(event);
        return new Record<>(record.key(), record.value(), timestamp, record.headers());
    }
}
