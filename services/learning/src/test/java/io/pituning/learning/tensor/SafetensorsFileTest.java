package io.pituning.learning.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.LearningException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {

    @TempDir
    Path folder;

    @Test
    void readsEveryFloatingTypeAsFloats() throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("double", StoredTensor.f64(new long[] {2}, 1.5, -2));
        tensors.put("single", StoredTensor.f32(new long[] {2, 1}, 0.25f, -3));
        tensors.put("brain", StoredTensor.bf16(new long[] {1, 2}, 0.5f, -4));
        tensors.put("half", new StoredTensor("F16", new long[] {}, new byte[] {0, 0x3c}));
        try (SafetensorsFile file = SafetensorsFile.open(written(StoredTensor.file(tensors)));
                Scope scope = Scope.open()) {
            assertThat(file.read("double").toFloats()).containsExactly(1.5f, -2);
            assertThat(file.read("single").toFloats()).containsExactly(0.25f, -3);
            assertThat(file.read("brain").shape()).containsExactly(1, 2);
            assertThat(file.read("brain").toFloats()).containsExactly(0.5f, -4);
            assertThat(file.read("half").item()).isEqualTo(1);
        }
    }

    @Test
    void putsALargeTensorTogetherFromPieces() throws IOException {
        float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        byte[] content = StoredTensor.file(Map.of("a", StoredTensor.f32(new long[] {5, 2}, values)));
        try (SafetensorsFile file = SafetensorsFile.open(written(content));
                Scope scope = Scope.open()) {
            Tensor read = file.read("a", 3);

            assertThat(read.shape()).containsExactly(5, 2);
            assertThat(read.toFloats()).containsExactly(values);
        }
    }

    @Test
    void readsATensorOfMoreThanOneBuffer() throws IOException {
        float[] values = new float[300_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        byte[] content = StoredTensor.file(Map.of("a", StoredTensor.f32(new long[] {values.length}, values)));
        try (SafetensorsFile file = SafetensorsFile.open(written(content))) {
            assertThat(file.values("a")).containsExactly(values);
        }
    }

    @Test
    void tellsTensorsOfTheSameValuesToTheLastOfManyPieces() throws IOException {
        float[] values = new float[600_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 128;
        }
        float[] others = values.clone();
        others[values.length - 1] = 1;
        long[] shape = {values.length};
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("a", StoredTensor.f32(shape, values));
        tensors.put("brain", StoredTensor.bf16(shape, values));
        tensors.put("other", StoredTensor.f32(shape, others));
        tensors.put("shorter", StoredTensor.f32(new long[] {1}, 0));
        try (SafetensorsFile file = SafetensorsFile.open(written(StoredTensor.file(tensors)))) {
            assertThat(file.holdsSame("a", file, "brain")).isTrue();
            assertThat(file.holdsSame("a", file, "other")).isFalse();
            assertThat(file.holdsSame("a", file, "shorter")).isFalse();
        }
    }

    @Test
    void readsBeyondTwoGigabytes() throws IOException {
        long far = 3L << 30;
        byte[] header = ("{\"far\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[" + far + "," + (far + 8)
                        + "]},\"near\":{\"dtype\":\"U8\",\"shape\":[" + far + "],\"data_offsets\":[0," + far + "]}}")
                .getBytes(StandardCharsets.UTF_8);
        Path sparse = folder.resolve("sparse.safetensors");
        try (FileChannel channel = FileChannel.open(
                sparse, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            channel.write(length.putLong(header.length).flip(), 0);
            channel.write(ByteBuffer.wrap(header), 8);
            ByteBuffer values = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            channel.write(values.putFloat(7).putFloat(8).flip(), 8 + header.length + far);
        }
        try (SafetensorsFile file = SafetensorsFile.open(sparse)) {
            assertThat(file.values("far")).containsExactly(7, 8);
        }
    }

    @Test
    void standsWholeNumbersThatNobodyAsksFor() throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("position_ids", StoredTensor.i64(0, 1, 2));
        tensors.put("novel", new StoredTensor("F4_NEW", new long[] {3}, new byte[] {1, 2}));
        tensors.put("a", StoredTensor.f32(new long[] {1}, 5));
        try (SafetensorsFile file = SafetensorsFile.open(written(StoredTensor.file(tensors)))) {
            assertThat(file.layout().shape("position_ids")).containsExactly(3);
            assertThat(file.values("a")).containsExactly(5);
            assertThatThrownBy(() -> file.values("position_ids"))
                    .isInstanceOf(LearningException.class)
                    .hasMessageContaining("position_ids")
                    .hasMessageContaining("I64")
                    .hasMessageContaining("model.safetensors");
            assertThatThrownBy(() -> file.values("novel"))
                    .isInstanceOf(LearningException.class)
                    .hasMessageContaining("F4_NEW");
        }
    }

    @Test
    void namesATensorThatOverlapsAnother() {
        refused(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
                12,
                "tensor b overlaps");
    }

    @Test
    void namesATensorBehindAHole() {
        refused("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "tensor a leaves a gap");
    }

    @Test
    void refusesBytesOfNoTensor() {
        refused(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                8,
                "4 bytes that belong to no tensor");
    }

    @Test
    void namesATensorBeyondTheEnd() {
        refused("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 4, "tensor a does not lie");
    }

    @Test
    void namesATensorWhoseSizeIsNotItsShapes() {
        refused("{\"a\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "tensor a has 8 bytes");
    }

    @Test
    void refusesATensorNamedTwice() {
        String one = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
        refused("{" + one + "," + one + "}", 4, "twice");
    }

    @Test
    void tellsThatAFileIsNotThere() {
        assertThatThrownBy(() -> SafetensorsFile.open(folder.resolve("none.safetensors")))
                .isInstanceOf(UncheckedIOException.class);
    }

    private void refused(String header, int dataSize, String why) {
        assertThatThrownBy(() -> SafetensorsFile.open(written(StoredTensor.file(header, new byte[dataSize]))))
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("safetensors-malformed"))
                .hasMessageContaining(why);
    }

    private Path written(byte[] content) throws IOException {
        return Files.write(folder.resolve("model.safetensors"), content);
    }
}
