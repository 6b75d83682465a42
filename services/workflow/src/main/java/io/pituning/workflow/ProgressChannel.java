package io.pituning.workflow;

import io.pituning.schemas.event.StepProgress;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Progress events onto their channel. One may be lost: telling must neither slow a step down nor make it fail. */
final class ProgressChannel implements Consumer<StepProgress> {
    private static final Logger LOG = Logger.getLogger(ProgressChannel.class);

    private final EventRecords records;
    private final MutinyEmitter<Record<String, byte[]>> channel;

    ProgressChannel(EventRecords records, MutinyEmitter<Record<String, byte[]>> channel) {
        this.records = records;
        this.channel = channel;
    }

    @Override
    public void accept(StepProgress event) {
        channel.sendMessage(records.message(event))
                .subscribe()
                .with(sent -> {}, e -> LOG.debugf(e, "A progress event was not sent"));
    }
}
