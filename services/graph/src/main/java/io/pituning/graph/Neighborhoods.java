package io.pituning.graph;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskNeighbors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Compares each arriving vector with all others and writes neighborhoods.
 *
 * <p>One task at a time: of two that arrive together the second one sees the first. The stores are the truth; the graph in memory is
 * read from them at the start, so that a vector is decoded once and not at every comparison.
 */
final class Neighborhoods extends ContextualProcessor<String, byte[], String, byte[]> {
    /** Task to its newest {@link TaskEmbedded}. */
    static final String VECTORS = "vectors";
    /** Task to the {@link TaskNeighbors} written last for it. */
    static final String WRITTEN = "written";
    /** Task whose neighborhood is to be written when things have settled, to the arrival of its vector, epoch milliseconds. */
    static final String WAITING = "waiting";

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int LOOKS_PER_SETTLE = 5;

    private final EventCodec codec;
    private final Outgoing outgoing;
    private final GraphSettings settings;
    private final TaskGraph graph = new TaskGraph();

    private KeyValueStore<String, byte[]> vectors;
    private KeyValueStore<String, byte[]> written;
    private KeyValueStore<String, Long> waiting;

    Neighborhoods(EventCodec codec, GraphSettings settings) {
        this.codec = codec;
        this.outgoing = new Outgoing(codec);
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        vectors = context.getStateStore(VECTORS);
        written = context.getStateStore(WRITTEN);
        waiting = context.getStateStore(WAITING);
        try (KeyValueIterator<String, byte[]> all = vectors.all()) {
            all.forEachRemaining(entry -> graph.put(KnownTask.of(codec.decode(TaskEmbedded.class, entry.value))));
        }
        if (!settings.settle().isZero()) {
            Duration interval = settings.settle().dividedBy(LOOKS_PER_SETTLE);
            context.schedule(
                    interval.toMillis() > 0 ? interval : Duration.ofMillis(1),
                    PunctuationType.WALL_CLOCK_TIME,
                    this::writeWaiting);
        }
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.value() == null) {
            retire(record);
        } else {
            arrive(record);
        }
    }

    private void arrive(Record<String, byte[]> record) {
        TaskEmbedded event = codec.decode(TaskEmbedded.class, record.value());
        if (graph.find(event.task()).filter(known -> known.isUnchangedBy(event)).isPresent()) {
            return;
        }
        vectors.put(event.task(), record.value());
        graph.put(KnownTask.of(event));
        waiting.put(event.task(), context().currentSystemTimeMs());
        if (settings.settle().isZero()) {
            writeWaiting(Long.MAX_VALUE);
        }
    }

    private void retire(Record<String, byte[]> tombstone) {
        graph.remove(tombstone.key());
        vectors.delete(tombstone.key());
        written.delete(tombstone.key());
        waiting.delete(tombstone.key());
        context().forward(tombstone.withHeaders(new RecordHeaders()));
        writeChanged();
    }

    /** Writes the neighborhoods that wait, once enough tasks are known and have settled. */
    private void writeWaiting(long now) {
        List<String> tasks = new ArrayList<>();
        long newest = 0;
        try (KeyValueIterator<String, Long> all = waiting.all()) {
            while (all.hasNext()) {
                KeyValue<String, Long> entry = all.next();
                tasks.add(entry.key);
                newest = Math.max(newest, entry.value);
            }
        }
        boolean settled = now - newest >= settings.settle().toMillis();
        if (tasks.isEmpty() || !settled || graph.all().size() < settings.gather()) {
            return;
        }
        for (String task : tasks) {
            waiting.delete(task);
            graph.find(task).ifPresent(this::write);
        }
        writeChanged();
    }

    /** Writes the neighborhoods that others' coming or going has changed, if that is wanted. */
    private void writeChanged() {
        if (settings.retune() == Retune.OFF) {
            return;
        }
        for (KnownTask task : graph.all()) {
            boolean changed = lastWritten(task)
                    .map(last -> !experts(last.neighbors()).equals(experts(graph.neighborhood(task))))
                    .orElse(false);
            if (changed) {
                write(task);
            }
        }
    }

    private void write(KnownTask task) {
        long begin = System.nanoTime();
        List<Neighbor> neighbors = graph.neighborhood(task);
        double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        TaskEmbedded event = task.event();
        var neighborhood = new TaskNeighbors(
                event.task(),
                event.registration(),
                event.request(),
                event.foundation(),
                event.request().seed(),
                seconds,
                lastWritten(task).map(TaskNeighbors::revision).orElse(0) + 1,
                event.expert(),
                event.expertArtifact(),
                event.metrics(),
                neighbors);
        written.put(event.task(), codec.encode(neighborhood));
        context()
                .forward(outgoing.record(
                        neighborhood, Optional.empty(), context().currentSystemTimeMs()));
    }

    /** {@return what was written last for this registration of the task} */
    private Optional<TaskNeighbors> lastWritten(KnownTask task) {
        return Optional.ofNullable(written.get(task.name()))
                .map(value -> codec.decode(TaskNeighbors.class, value))
                .filter(last -> last.registration().equals(task.event().registration()));
    }

    private static Set<String> experts(List<Neighbor> neighbors) {
        return neighbors.stream()
                .map(neighbor ->
                        neighbor.task() + " " + neighbor.expertArtifact().sha256())
                .collect(Collectors.toSet());
    }
}
