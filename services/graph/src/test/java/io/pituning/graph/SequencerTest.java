package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencerTest {
    @TempDir
    private Path state;

    @Test
    void aSecondPartitionOfVectorsIsRefusedSinceItsOrderWouldBeAnother() {
        var context = new MockProcessorContext<String, Change>(
                new Properties(), new TaskId(0, 1), new File(state.toFile(), "0_1"));

        assertThatThrownBy(() -> new Sequencer(new Shards()).init(context))
                .hasMessageContaining("pi.task-vectors has several partitions");
    }
}
