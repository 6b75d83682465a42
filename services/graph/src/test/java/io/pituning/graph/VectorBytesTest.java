package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class VectorBytesTest {
    private final Serde<GraphVector> serde = VectorBytes.serde();

    @Test
    void aVectorIsReadAsItWasWritten() {
        GraphVector vector = GraphVector.of(Vectors.ofValues("task", 0.25f, 1e-30f, 7));

        GraphVector read =
                serde.deserializer().deserialize("", serde.serializer().serialize("", vector));

        assertThat(read.space()).isEqualTo(vector.space());
        assertThat(read.segments()).isEqualTo(vector.segments());
        assertThat(read.floats()).containsExactly(0.25f, 1e-30f, 7);
    }

    @Test
    void whatAnotherVersionWroteIsRefused() {
        byte[] bytes = serde.serializer().serialize("", GraphVector.of(Vectors.ofValues("task", 1)));
        bytes[0]++;

        assertThatThrownBy(() -> serde.deserializer().deserialize("", bytes)).hasMessageContaining("another version");
    }
}
