package io.pituning.learning.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.LearningException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    private static final Safetensors.Values TWO = new Safetensors.Values(
            Map.of("a", new long[] {2, 2}), Map.of("a", new float[] {1, -2, 0.5f, 3}), Map.of("format", "pt"));

    @Test
    void readsWhatItWrote() {
        Safetensors.Values read = Safetensors.readValues(Safetensors.writeValues(TWO, Safetensors.Precision.F32));

        assertThat(read.shapes().get("a")).containsExactly(2, 2);
        assertThat(read.values().get("a")).containsExactly(1, -2, 0.5f, 3);
        assertThat(read.metadata()).containsEntry("format", "pt");
    }

    @Test
    void halvesTheSizeInHalfPrecision() {
        byte[] file = Safetensors.writeValues(TWO, Safetensors.Precision.F16);

        assertThat(Safetensors.readValues(file).values().get("a")).containsExactly(1, -2, 0.5f, 3);
    }

    @Test
    void readsBfloat16WithoutTheEngine() {
        byte[] file = StoredTensor.file(Map.of("b", StoredTensor.bf16(new long[] {2}, 1.5f, -8f)));

        assertThat(Safetensors.readValues(file).values().get("b")).containsExactly(1.5f, -8f);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9223372036854775807],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"I8\",\"shape\":[4],\"data_offsets\":[0,4]}}"
            })
    void refusesALyingHeader(String header) {
        assertThatThrownBy(() -> Safetensors.readValues(StoredTensor.file(header, new byte[4])))
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("safetensors-malformed"));
    }

    @Test
    void holdsNothingOfAFileWhoseLastTensorIsRefused() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("good", StoredTensor.f32(new long[] {1}, 5));
        tensors.put("whole", StoredTensor.i64(1));
        byte[] file = StoredTensor.file(tensors);
        int before = LivingTensors.count();

        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("whole");

        assertThat(LivingTensors.count()).isEqualTo(before);
    }

    @Test
    void refusesAFileShorterThanItsHeader() {
        byte[] file = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(1L << 40)
                .array();

        assertThatThrownBy(() -> Safetensors.readValues(file)).isInstanceOf(LearningException.class);
    }
}
