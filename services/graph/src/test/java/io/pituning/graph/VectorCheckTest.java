package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.schemas.EventCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class VectorCheckTest {
    private static final EventCodec CODEC = new EventCodec();

    @Test
    void whatFailsFurtherOnIsNotTheRecordsFault() {
        var further = new Failing();
        var check = new VectorCheck(CODEC);
        check.init(further);

        var record = new Record<>("good", CODEC.encode(Vectors.task("good", 10)), 0);

        assertThatThrownBy(() -> check.process(record)).hasMessage("further on");
        assertThat(further.seen).hasExactlyElementsOfTypes(Checked.Accepted.class);
    }

    /** Processors that fail at whatever they are given. */
    private static final class Failing extends MockProcessorContext<String, Checked> {
        private final List<Checked> seen = new ArrayList<>();

        @Override
        public <K extends String, V extends Checked> void forward(Record<K, V> record) {
            seen.add(record.value());
            throw new IllegalStateException("further on");
        }
    }
}
