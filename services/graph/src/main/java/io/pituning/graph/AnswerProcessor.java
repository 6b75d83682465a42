package io.pituning.graph;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Feeds the other shards' answers to a shard; shares its stores and therefore its stream thread. */
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
