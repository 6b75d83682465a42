package io.pituning.graph;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Brings a shard the answers of the others; shares its stores, and so its stream thread. */
final class AnswerProcessor extends ContextualProcessor<String, Answer, String, ShardOutput> {
    private final Shards shards;

    AnswerProcessor(Shards shards) {
        this.shards = shards;
    }

    @Override
    public void process(Record<String, Answer> record) {
        RunningShard shard = shards.running(context().taskId().partition()).orElseThrow();
        shard.take(record.value(), context().currentSystemTimeMs()).forEach(context()::forward);
    }
}
