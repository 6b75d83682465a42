package io.pituning.workflow;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.StepProgress;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Progress events onto their channel. One may be lost: telling must neither slow a step down nor make it fail. */
public final class ProgressChannel implements Consumer<StepProgress> {
    private static final Logger LOG = Logger.getLogger(ProgressChannel.class);

    private final EventRecords records;
    private final MutinyEmitter<Record<String, byte[]>> channel;

    /** @param service name of the service, for the CloudEvents source */
    public ProgressChannel(
            String service, EventCodec codec, Clock clock, MutinyEmitter<Record<String, byte[]>> channel) {
        this.records = new EventRecords(EmitterOutbox.source(service), codec, clock);
        this.channel = channel;
    }

    @Override
    public void accept(StepProgress event) {
        channel.sendMessage(message(records.of(event)))
                .subscribe()
                .with(sent -> {}, e -> LOG.debugf(e, "A progress event was not sent"));
    }

    /** A record as the channels take it. */
    static Message<Record<String, byte[]>> message(ProducerRecord<String, byte[]> record) {
        return Message.of(Record.of(record.key(), record.value()))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withHeaders(record.headers())
                        .build());
    }
}
