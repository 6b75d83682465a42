package io.pituning.graph;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.TaskEmbedded;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Numbers the graph's changes, one after the other, and drops those that say nothing new. */
final class Sequencer extends ContextualProcessor<String, byte[], String, Change> {
    /** Task to the {@link KnownTask#identity} of its newest vector. */
    static final String IDENTITIES = "identities";
    /** {@value #LAST} and {@value #KNOWN} to their numbers. */
    static final String COUNTERS = "counters";
    /** Header of a record that asks to look through all tasks again for the task of its key; the value is the {@link TaskWithVector}. */
    static final String RESCAN = "pi-rescan";

    private static final String LAST = "last";
    private static final String KNOWN = "known";

    private final EventCodec codec;
    private final Shards shards;
    private KeyValueStore<String, String> identities;
    private KeyValueStore<String, Long> counters;

    /** @param shards learns how far the numbers are */
    Sequencer(EventCodec codec, Shards shards) {
        this.codec = codec;
        this.shards = shards;
    }

    @Override
    public void init(ProcessorContext<String, Change> context) {
        super.init(context);
        identities = context.getStateStore(IDENTITIES);
        counters = context.getStateStore(COUNTERS);
        shards.numbered(counter(LAST));
    }

    @Override
    public void close() {
        shards.numberingStopped();
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Header rescan = record.headers().lastHeader(RESCAN);
        if (rescan != null) {
            rescan(record);
        } else if (record.value() == null) {
            retire(record);
        } else {
            arrive(record);
        }
    }

    private void arrive(Record<String, byte[]> record) {
        TaskWithVector arrival = TaskWithVector.of(codec.decode(TaskEmbedded.class, record.value()));
        String identity = arrival.task().identity();
        String before = identities.get(arrival.name());
        if (identity.equals(before)) {
            return;
        }
        identities.put(arrival.name(), identity);
        int known = before == null ? known(1) : known(0);
        forward(record, new Change.Arrived(next(), known, arrival));
    }

    /** Passed on even for a task that never arrived: whoever reads neighborhoods may know it all the same. */
    private void retire(Record<String, byte[]> record) {
        int known = identities.delete(record.key()) == null ? known(0) : known(-1);
        forward(record, new Change.Retired(next(), known, record.key()));
    }

    private void rescan(Record<String, byte[]> record) {
        TaskWithVector again = GraphStores.TASK_WITH_VECTOR.deserializer().deserialize("", record.value());
        if (again.task().identity().equals(identities.get(again.name()))) {
            forward(record, new Change.Rescanned(next(), known(0), again));
        }
    }

    private void forward(Record<String, byte[]> record, Change change) {
        context().forward(record.withValue(change).withHeaders(new RecordHeaders()));
    }

    private long next() {
        long next = counter(LAST) + 1;
        counters.put(LAST, next);
        shards.numbered(next);
        return next;
    }

    private int known(int more) {
        long known = counter(KNOWN) + more;
        counters.put(KNOWN, known);
        return Math.toIntExact(known);
    }

    private long counter(String name) {
        Long value = counters.get(name);
        return value == null ? 0 : value;
    }
}
