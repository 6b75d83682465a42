package io.pituning.graph;

import static io.pituning.graph.SettingsBuilder.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.EventCodec;
import java.nio.file.Path;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardProcessorTest {
    private static final EventCodec CODEC = new EventCodec();

    @TempDir
    private Path state;

    private OpenStores<ShardOutput> stores;
    private MockProcessorContext<String, ShardOutput> context;

    @BeforeEach
    void openStores() {
        stores = new OpenStores<>(new TaskId(1, 0), state.toFile(), GraphStores.shard());
        context = stores.context();
    }

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Test
    void whatWaitedForMoreTasksIsWrittenAfterAStartThatWaitsForNone() {
        context.setCurrentSystemTimeMs(0);
        started(2).process(arrival(1, "one"));
        assertThat(context.forwarded()).isEmpty();
        context.scheduledPunctuators().clear();

        started(0);
        context.scheduledPunctuators()
                .forEach(scheduled -> scheduled.getPunctuator().punctuate(1000));

        assertThat(context.forwarded()).hasSize(1);
        assertThat(context.forwarded().get(0).record().key()).isEqualTo("one");
    }

    @Test
    void aGraphThatHasBegunToWriteGoesOnAfterAStartHoweverFewAreKnown() {
        context.setCurrentSystemTimeMs(0);
        ShardProcessor before = started(2);
        before.process(arrival(1, "one"));
        before.process(arrival(2, "two"));
        context.resetForwards();

        started(2).process(new Record<>("one", new Change.Retired(3, 1, "one"), 0));

        assertThat(context.forwarded())
                .<Object>extracting(forward -> forward.record().key())
                .containsExactly("one", "two");
    }

    private ShardProcessor started(int gather) {
        var processor = new ShardProcessor(CODEC, settings().gather(gather).build(), new Shards());
        processor.init(context);
        return processor;
    }

    /** {@return the arrival of a task as the graph's n-th change, after which n are known} */
    private static Record<String, Change> arrival(int number, String task) {
        TaskWithVector arrived = TaskWithVector.of(Vectors.task(task, 10));
        return new Record<>(task, new Change.Arrived(number, number, arrived), 0);
    }
}
