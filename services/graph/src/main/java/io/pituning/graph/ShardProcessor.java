package io.pituning.graph;

import io.pituning.schemas.EventCodec;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Feeds the graph's changes to a shard. */
final class ShardProcessor extends ContextualProcessor<String, Change, String, ShardOutput> {
    private static final int LOOKS_PER_WAIT = 5;
    /**
     * Milliseconds, however long neighborhoods wait: of many that become due together, some are left for the next look. It also applies if no
     * setting makes them wait: some may still be waiting because of the settings before a restart.
     */
    private static final long LONGEST_INTERVAL = 1000;

    private final EventCodec codec;
    private final GraphSettings settings;
    private final Shards shards;
    private RunningShard shard;

    ShardProcessor(EventCodec codec, GraphSettings settings, Shards shards) {
        this.codec = codec;
        this.settings = settings;
        this.shards = shards;
    }

    @Override
    public void init(ProcessorContext<String, ShardOutput> context) {
        super.init(context);
        shard = new RunningShard(context, codec, settings);
        shards.started(context.taskId().partition(), shard);
        Duration settle = settings.settle();
        Duration window = settings.retune().window();
        Duration shortest = settle.isZero() || !window.isZero() && window.compareTo(settle) < 0 ? window : settle;
        long interval = shortest.isZero()
                ? LONGEST_INTERVAL
                : Math.max(1, Math.min(LONGEST_INTERVAL, shortest.toMillis() / LOOKS_PER_WAIT));
        context.schedule(Duration.ofMillis(interval), PunctuationType.WALL_CLOCK_TIME, now -> shard.due(now)
                .forEach(context::forward));
    }

    @Override
    public void close() {
        shards.stopped(context().taskId().partition(), shard);
    }

    @Override
    public void process(Record<String, Change> record) {
        shard.take(record.value(), context().currentSystemTimeMs()).forEach(context()::forward);
    }
}
