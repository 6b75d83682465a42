package io.pituning.graph.query;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Counts what is left to be restored of this instance's stores. */
@Singleton
final class RestoreProgress implements StateRestoreListener {
    /** A store's changelog partition to where its restoring will end and how far it is, both offsets. */
    private final Map<TopicPartition, Span> restoring = new ConcurrentHashMap<>();

    private record Span(long next, long end) {
        private long left() {
            return Math.max(0, end - next);
        }
    }

    RestoreProgress(MeterRegistry meters) {
        Gauge.builder("pi.graph.restore.remaining", this, RestoreProgress::remaining)
                .description(
                        "Changelog records that this instance still has to read before it knows its part of the graph")
                .register(meters);
    }

    /** {@return how many stores are being restored} */
    int stores() {
        return restoring.size();
    }

    /** {@return how many records are left, at most: the offsets of transaction markers are counted too} */
    long remaining() {
        return restoring.values().stream().mapToLong(Span::left).sum();
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
        restoring.put(partition, new Span(start, end));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long last, long restored) {
        restoring.computeIfPresent(partition, (p, span) -> new Span(last + 1, span.end()));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long restored) {
        restoring.remove(partition);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long restored) {
        restoring.remove(partition);
    }
}
