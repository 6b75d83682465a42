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
    /** If no setting makes neighborhoods wait; some may still be waiting because of the settings before a restart. */
    private static final Duration WITHOUT_A_WAIT = Duration.ofSeconds(1);

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
        Duration interval = shortest.isZero()
                ? WITHOUT_A_WAIT
                : Duration.ofMillis(Math.max(1, shortest.toMillis() / LOOKS_PER_WAIT));
        context.schedule(
                interval, PunctuationType.WALL_CLOCK_TIME, now -> shard.due(now).forEach(context::forward));
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
