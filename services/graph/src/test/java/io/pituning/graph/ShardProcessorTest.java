package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.EventCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardProcessorTest {
    private static final EventCodec CODEC = new EventCodec();

    @TempDir
    private Path state;

    private MockProcessorContext<String, ShardOutput> context;

    @BeforeEach
    void openStores() {
        var properties = new Properties();
        properties.put("application.id", "shard");
        properties.put("bootstrap.servers", "nowhere:1");
        properties.put("default.key.serde", Serdes.String().getClass());
        context = new MockProcessorContext<>(properties, new TaskId(1, 0), state.toFile());
        for (StoreBuilder<?> builder : GraphStores.shard()) {
            StateStore store =
                    builder.withLoggingDisabled().withCachingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        }
    }

    @AfterEach
    void closeStores() {
        GraphStores.shard().forEach(builder -> context.<StateStore>getStateStore(builder.name())
                .close());
    }

    @Test
    void whatWaitedForMoreTasksIsWrittenAfterAStartThatWaitsForNone() {
        context.setCurrentSystemTimeMs(0);
        started(2).process(new Record<>("one", arrival(), 0));
        assertThat(context.forwarded()).isEmpty();
        context.scheduledPunctuators().clear();

        started(0);
        context.scheduledPunctuators()
                .forEach(scheduled -> scheduled.getPunctuator().punctuate(1000));

        assertThat(context.forwarded()).hasSize(1);
        assertThat(context.forwarded().get(0).record().key()).isEqualTo("one");
    }

    private ShardProcessor started(int gather) {
        var policy = new RetunePolicy(Retune.OFF, 0, Duration.ZERO);
        var settings = new GraphSettings(1, Comparison.exact(), Duration.ZERO, gather, policy);
        var processor = new ShardProcessor(CODEC, settings, new Shards());
        processor.init(context);
        return processor;
    }

    private static Change arrival() {
        return new Change.Arrived(1, 1, TaskWithVector.of(Vectors.task("one", 10)));
    }
}
