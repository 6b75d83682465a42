package io.pituning.graph;

import io.pituning.schemas.EventCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A shard on the instance that runs it: takes records and returns those that result from them. Used by one stream thread, except where a method
 * says otherwise.
 */
final class RunningShard {
    private final Shard shard;
    private final NeighborhoodEvents events;
    private final WaitingNeighborhoods waiting;
    private final Outgoing outgoing;
    private volatile long sequence;

    RunningShard(ProcessorContext<?, ?> context, EventCodec codec, GraphSettings settings) {
        var number = new ShardNumber(context.taskId().partition(), settings.shards());
        this.shard = new Shard(number, context, settings.comparison());
        this.events = new NeighborhoodEvents(shard, context.getStateStore(GraphStores.HISTORY), settings.retune());
        this.waiting =
                new WaitingNeighborhoods(shard, context.getStateStore(GraphStores.WAITING), settings, events.any());
        this.outgoing = new Outgoing(codec);
        this.sequence = shard.position().sequence();
    }

    /** {@return the number of the last change it has taken}; for any thread */
    long sequence() {
        return sequence;
    }

    /** {@return its vectors}; any thread may call {@link OwnedVectors#nearest} on them */
    OwnedVectors vectors() {
        return shard.vectors();
    }

    /** Takes the next change of the sequence. */
    List<Record<String, ShardOutput>> take(Change change, long now) {
        long begun = System.nanoTime();
        List<Record<String, ShardOutput>> outputs = new ArrayList<>();
        Shard.Result result = shard.apply(change, now);
        sequence = change.sequence();
        result.answer()
                .map(answer -> GraphStores.ANSWER.serializer().serialize("", answer))
                .ifPresent(value -> outputs.add(record(change.task(), ShardOutput.Way.ANSWERS, value, now)));
        if (change instanceof Change.Retired && shard.owns(change.task())) {
            waiting.forget(change.task());
            events.forget(change.task());
            outputs.add(record(change.task(), ShardOutput.Way.NEIGHBORHOODS, null, now));
        }
        if (change instanceof Change.Arrived) {
            // However long its list has waited, its new vector settles first.
            waiting.forget(change.task());
        }
        follow(result, now, begun, outputs);
        return outputs;
    }

    /** Takes another shard's answer. */
    List<Record<String, ShardOutput>> take(Answer answer, long now) {
        long begun = System.nanoTime();
        List<Record<String, ShardOutput>> outputs = new ArrayList<>();
        follow(shard.apply(answer), now, begun, outputs);
        return outputs;
    }

    /** {@return the records of the neighborhoods that are due to be written} */
    List<Record<String, ShardOutput>> due(long now) {
        return due(now, System.nanoTime());
    }

    private void follow(Shard.Result result, long now, long begun, List<Record<String, ShardOutput>> outputs) {
        for (TaskWithVector task : result.requests()) {
            byte[] value = GraphStores.TASK_WITH_VECTOR.serializer().serialize("", task);
            outputs.add(record(task.name(), ShardOutput.Way.SEARCH_REQUESTS, value, now));
        }
        waiting.note(result.touched(), now);
        outputs.addAll(due(now, begun));
    }

    private List<Record<String, ShardOutput>> due(long now, long begun) {
        List<Record<String, ShardOutput>> outputs = new ArrayList<>();
        for (String task : waiting.due(now)) {
            Record<String, byte[]> written = outgoing.record(events.write(task, now, begun), now);
            outputs.add(written.withValue(new ShardOutput(ShardOutput.Way.NEIGHBORHOODS, written.value())));
        }
        return outputs;
    }

    private static Record<String, ShardOutput> record(String key, ShardOutput.Way way, byte[] value, long now) {
        return new Record<>(key, new ShardOutput(way, value), now);
    }
}
