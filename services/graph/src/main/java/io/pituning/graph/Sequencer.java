package io.pituning.graph;

import io.pituning.schemas.Topic;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Numbers the graph's changes, one after the other, and drops records that change nothing. */
final class Sequencer extends ContextualProcessor<String, Incoming, String, Change> {
    /** Task to the {@link KnownTask#identity} of its newest vector. */
    static final String IDENTITIES = "identities";
    /** {@value #LAST} and {@value #KNOWN} to their numbers. */
    static final String COUNTERS = "counters";

    private static final String LAST = "last";
    private static final String KNOWN = "known";

    private final Shards shards;
    private KeyValueStore<String, String> identities;
    private KeyValueStore<String, Long> counters;

    /** @param shards is kept informed of the newest number */
    Sequencer(Shards shards) {
        this.shards = shards;
    }

    @Override
    public void init(ProcessorContext<String, Change> context) {
        super.init(context);
        requireOneOrder(context.taskId());
        identities = context.getStateStore(IDENTITIES);
        counters = context.getStateStore(COUNTERS);
        shards.numbered(counter(LAST));
    }

    @Override
    public void close() {
        shards.numberingStopped();
    }

    @Override
    public void process(Record<String, Incoming> record) {
        Incoming incoming = record.value();
        if (incoming instanceof Incoming.Vector vector) {
            arrive(record, vector.task());
        } else if (incoming instanceof Incoming.SearchRequest request) {
            search(record, request.task());
        } else {
            retire(record);
        }
    }

    /** Two sequencers would give the same numbers to different changes. */
    private static void requireOneOrder(TaskId task) {
        if (task.partition() > 0) {
            throw new IllegalStateException(
                    "%s has several partitions, but must have one, because its order is the order of the graph's changes: recreate it as in infra/topics.yaml."
                            .formatted(Topic.TASK_VECTORS_NAME));
        }
    }

    private void arrive(Record<String, Incoming> record, TaskWithVector arrival) {
        String identity = arrival.task().identity();
        String before = identities.get(arrival.name());
        if (identity.equals(before)) {
            return;
        }
        identities.put(arrival.name(), identity);
        int known = before == null ? known(1) : known(0);
        forward(record, new Change.Arrived(next(), known, arrival));
    }

    /** Passed on even for a task that never arrived here: readers of the neighborhoods may still know it. */
    private void retire(Record<String, Incoming> record) {
        int known = identities.delete(record.key()) == null ? known(0) : known(-1);
        forward(record, new Change.Retired(next(), known, record.key()));
    }

    /** Dropped if the task has left since, so that there is nothing to search for, or has changed, which has begun a search already. */
    private void search(Record<String, Incoming> record, TaskWithVector subject) {
        if (subject.task().identity().equals(identities.get(subject.name()))) {
            forward(record, new Change.SearchRequested(next(), known(0), subject));
        }
    }

    private void forward(Record<String, Incoming> record, Change change) {
        context().forward(record.withValue(change));
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
