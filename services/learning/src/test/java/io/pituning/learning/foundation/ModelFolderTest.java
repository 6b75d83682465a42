package io.pituning.learning.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.LearningException;
import io.pituning.learning.TinyModel;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.FullFineTuning;
import io.pituning.learning.expert.Method;
import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.StoredTensor;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {
    private static final String EMBEDDING = "encoder.embed_tokens.weight";
    private static final String WEIGHTS = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    @TempDir
    static Path original;

    private static Map<String, StoredTensor> trained;
    private static float[] expected;

    @TempDir
    Path folder;

    /** A copy of the trained model's tensors, for a test to change. */
    private Map<String, StoredTensor> tensors;

    @BeforeAll
    static void train() throws IOException {
        TinyModel.in(original).close();
        Safetensors.Values values = Safetensors.readValues(Files.readAllBytes(original.resolve(WEIGHTS)));
        trained = new LinkedHashMap<>();
        values.shapes()
                .forEach((name, shape) -> trained.put(
                        name, StoredTensor.f32(shape, values.values().get(name))));
        expected = logits(original);
    }

    @BeforeEach
    void copy() throws IOException {
        Files.copy(original.resolve("config.json"), folder.resolve("config.json"));
        Files.copy(original.resolve("tokenizer.json"), folder.resolve("tokenizer.json"));
        tensors = new LinkedHashMap<>(trained);
    }

    @Test
    void twoShardsAreTheSameModelAsOneFile() throws IOException {
        writeShards("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");

        assertThat(logits(folder)).containsExactly(expected);
    }

    @Test
    void theHashIsOfConfigurationWeightsAndTokenizer() throws Exception {
        write();
        assertThat(sha256(folder)).isEqualTo(sha256(folder, "config.json", WEIGHTS, "tokenizer.json"));

        Files.delete(folder.resolve(WEIGHTS));
        writeShards("b.safetensors", "a.safetensors");
        assertThat(sha256(folder))
                .isEqualTo(sha256(folder, "config.json", INDEX, "a.safetensors", "b.safetensors", "tokenizer.json"));
    }

    @Test
    void theShippedModelsHashIsOfItsThreeFiles() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String file : List.of("config.json", WEIGHTS, "tokenizer.json")) {
            try (InputStream stream = FoundationModel.class.getResourceAsStream("/models/pi-nano/" + file)) {
                digest.update(stream.readAllBytes());
            }
        }
        try (FoundationModel model = FoundationModel.load("pi-nano")) {
            assertThat(model.sha256()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
            assertThat(model.device())
                    .as("without a tensor library of one's own")
                    .isEqualTo("cpu()");
        }
    }

    @Test
    void bfloat16LoadsAndAnswersNearlyTheSame() throws IOException {
        Safetensors.Values values = Safetensors.readValues(StoredTensor.file(tensors));
        values.shapes()
                .forEach((name, shape) -> tensors.put(
                        name, StoredTensor.bf16(shape, values.values().get(name))));
        write();

        assertThat(logits(folder)).containsExactly(expected, within(0.05f));
    }

    @Test
    void aMissingTensorIsNamed() throws IOException {
        tensors.remove("decoder.layer_norm.bias");
        write();

        malformed("it lacks tensor decoder.layer_norm.bias.");
    }

    @Test
    void ofManyMissingTensorsTheFirstAreNamedAndAllCounted() throws IOException {
        tensors.keySet().removeIf(name -> name.startsWith("encoder.layers.0.self_attn."));
        write();

        malformed("it lacks the 9 tensors encoder.layers.0.self_attn.c_attn, "
                + "encoder.layers.0.self_attn.q_proj.weight, encoder.layers.0.self_attn.q_proj.bias and 6 more");
    }

    @Test
    void anUnknownTensorIsNamed() throws IOException {
        tensors.put("encoder.layers.0.adapter1.down_proj.weight", StoredTensor.f32(new long[] {1}, 1));
        write();

        malformed("encoder.layers.0.adapter1.down_proj.weight");
    }

    @Test
    void aTensorOfAnotherShapeIsNamedWithBothShapes() throws IOException {
        tensors.put("encoder.layer_norm.bias", StoredTensor.f32(new long[] {3}, 1, 2, 3));
        write();

        malformed("tensor encoder.layer_norm.bias has shape [3] instead of [16]");
    }

    @Test
    void aTensorOfWholeNumbersWhereFloatsBelongIsNamed() throws IOException {
        tensors.put("encoder.layer_norm.bias", StoredTensor.i64(new long[16]));
        write();

        assertThatThrownBy(() -> FoundationModel.load(folder.toString()))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("encoder.layer_norm.bias")
                .hasMessageContaining("I64");
    }

    @Test
    void buffersAndImageCodePartsOfPublishedModelsAreLeftOut() throws IOException {
        tensors.put("encoder.version", StoredTensor.f32(new long[] {1}, 3));
        tensors.put("encoder.token_rp_bucket", StoredTensor.i64(1, 2, 3));
        tensors.put("decoder.image_rp_bucket", StoredTensor.i64(1, 2, 3));
        tensors.put("decoder.image_position_idx", StoredTensor.i64(1, 2, 3));
        tensors.put("encoder.embed_images.bn1.num_batches_tracked", StoredTensor.i64(7));
        tensors.put("decoder.embed_image_positions.weight", StoredTensor.f32(new long[] {1}, 3));
        tensors.put("decoder.image_pos_ln.weight", StoredTensor.f32(new long[] {1}, 3));
        tensors.put("decoder.image_rel_pos_table_list.0.weight", StoredTensor.f32(new long[] {1}, 3));
        tensors.put("decoder.code_layernorm_embedding.bias", StoredTensor.f32(new long[] {1}, 3));
        write();

        assertThat(logits(folder)).containsExactly(expected);
    }

    @Test
    void theNamesOfThePortToHuggingFaceAreTaken() throws IOException {
        Map<String, StoredTensor> port = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> port.put(
                "model."
                        + name.replace(".self_attn_ln.", ".self_attn_mid_layer_norm.")
                                .replace(".attn_ln.", ".self_attn_mid_layer_norm.")
                                .replace(".cross_attn_ln.", ".cross_attn_mid_layer_norm.")
                                .replace(".encoder_attn", ".cross_attn")
                                .replace(".ffn_layernorm.", ".ffn_layer_norm."),
                tensor));
        assertThat(port).containsKey("model.decoder.layers.0.cross_attn_layer_norm.weight");
        tensors = port;
        write();

        assertThat(logits(folder)).containsExactly(expected);
    }

    @Test
    void theTiedEmbeddingMayHaveAnyOfItsNames() throws IOException {
        tensors.put("decoder.embed_tokens.weight", tensors.remove(EMBEDDING));
        write();

        assertThat(logits(folder)).containsExactly(expected);
    }

    @Test
    void copiesOfTheTiedEmbeddingMustBeEqual() throws IOException {
        StoredTensor embedding = tensors.get(EMBEDDING);
        tensors.put("decoder.embed_tokens.weight", embedding);
        write();
        assertThat(logits(folder)).containsExactly(expected);

        byte[] other = embedding.bytes().clone();
        other[0]++;
        tensors.put("decoder.output_projection.weight", new StoredTensor("F32", embedding.shape(), other));
        write();
        malformed("tensors " + EMBEDDING + " and decoder.output_projection.weight must be equal and are not");

        tensors.put("decoder.output_projection.weight", StoredTensor.f32(new long[] {1}, 1));
        write();
        malformed("tensor decoder.output_projection.weight has shape [1] instead of [300, 16]");
    }

    @Test
    void positionTablesMayHaveTheTwoSpareRowsOfPublishedModels() throws IOException {
        for (String side : List.of("encoder", "decoder")) {
            StoredTensor table = tensors.get(side + ".embed_positions.weight");
            tensors.put(
                    side + ".embed_positions.weight",
                    new StoredTensor(
                            "F32",
                            new long[] {66, 16},
                            Arrays.copyOf(table.bytes(), table.bytes().length + 2 * 16 * 4)));
        }
        write();

        assertThat(logits(folder)).containsExactly(expected);
        assertThat(logits(folder, ModelFolderTest::changingNothingOfAllWeights)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../model.safetensors",
                "sub/model.safetensors",
                "/model.safetensors",
                "sub\\\\model.safetensors",
                ".hidden.safetensors",
                "model.bin",
                ""
            })
    void aShardOutsideTheFolderIsRefused(String shard) throws IOException {
        Files.writeString(folder.resolve(INDEX), "{\"weight_map\": {\"encoder.x\": \"" + shard + "\"}}");

        malformed("encoder.x", "not a safetensors file of the folder");
    }

    @Test
    void aMissingShardIsNamed() throws IOException {
        writeShards("a.safetensors", "b.safetensors");
        Files.delete(folder.resolve("b.safetensors"));

        malformed("it has no readable b.safetensors");
    }

    @Test
    void aShardThatLacksWhatTheIndexPutsThereIsNamed() throws IOException {
        writeShards("a.safetensors", "b.safetensors");
        index(index -> index.put("encoder.x", "b.safetensors"));

        malformed("the shard b.safetensors lacks tensor encoder.x");
    }

    @Test
    void aTensorThatTheIndexDoesNotKnowIsNamed() throws IOException {
        writeShards("a.safetensors", "b.safetensors");
        index(index -> index.remove(EMBEDDING));

        malformed("holds tensor " + EMBEDDING);
    }

    @Test
    void anIndexThatIsNoneIsRefused() throws IOException {
        Files.writeString(folder.resolve(INDEX), "{}");

        malformed("weight_map");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        malformed(WEIGHTS);

        write();
        Files.delete(folder.resolve("tokenizer.json"));
        malformed("tokenizer.json");

        Files.delete(folder.resolve("config.json"));
        malformed("config.json");
    }

    @Test
    void aFileThatIsCutOffIsNamed() throws IOException {
        byte[] file = StoredTensor.file(tensors);
        Files.write(folder.resolve(WEIGHTS), Arrays.copyOf(file, file.length / 2));

        assertThatThrownBy(() -> FoundationModel.load(folder.toString()))
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("safetensors-malformed"))
                .hasMessageContaining(WEIGHTS);
    }

    @Test
    void anUnsupportedModelTypeIsToldWithTheSupportedOnes() throws IOException {
        write();
        config(config -> config.put("model_type", "gpt2"));

        malformed("gpt2", "supported is ofa");
    }

    @Test
    void aTokenizerOfMoreTokensThanTheModelIsRefused() throws IOException {
        write();
        config(config -> config.put("vocab_size", 299));

        malformed("300 tokens", "299");
    }

    @ParameterizedTest
    @ValueSource(strings = {"./nowhere", "pi-none", "../models/pi-nano", "PI NANO"})
    void aModelThatIsNotThereIsUnknown(String name) {
        assertThatThrownBy(() -> FoundationModel.load(name))
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("model-unknown"))
                .hasMessageContaining(name);
    }

    private void malformed(String... why) {
        assertThatThrownBy(() -> FoundationModel.load(folder.toString()))
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("model-malformed"))
                .hasMessageContainingAll(why);
    }

    private void write() throws IOException {
        Files.write(folder.resolve(WEIGHTS), StoredTensor.file(tensors));
    }

    /** The odd tensors in one shard, the even ones in the other. */
    private void writeShards(String odd, String even) throws IOException {
        Map<String, Map<String, StoredTensor>> shards = Map.of(odd, new LinkedHashMap<>(), even, new LinkedHashMap<>());
        ObjectNode index = new ObjectMapper().createObjectNode();
        index.putObject("metadata").put("total_size", 1);
        ObjectNode map = index.putObject("weight_map");
        for (String name : tensors.keySet()) {
            String shard = map.size() % 2 == 0 ? odd : even;
            shards.get(shard).put(name, tensors.get(name));
            map.put(name, shard);
        }
        for (Map.Entry<String, Map<String, StoredTensor>> shard : shards.entrySet()) {
            Files.write(folder.resolve(shard.getKey()), StoredTensor.file(shard.getValue()));
        }
        Files.writeString(folder.resolve(INDEX), index.toString());
    }

    private void index(Consumer<ObjectNode> change) throws IOException {
        change(INDEX, json -> change.accept((ObjectNode) json.path("weight_map")));
    }

    private void config(Consumer<ObjectNode> change) throws IOException {
        change("config.json", change);
    }

    private void change(String file, Consumer<ObjectNode> change) throws IOException {
        ObjectNode json =
                (ObjectNode) new ObjectMapper().readTree(folder.resolve(file).toFile());
        change.accept(json);
        Files.writeString(folder.resolve(file), json.toString());
    }

    private static Expert changingNothingOfAllWeights(FoundationModel model) {
        Method method = new FullFineTuning();
        TensorLayout layout = method.layout(model.backbone().sites());
        return Expert.of(method, layout.cut(Tensor.of(method.commonStart(layout), layout.elements())));
    }

    private static float[] logits(Path folder) {
        return logits(folder, model -> Expert.none());
    }

    private static float[] logits(Path folder, Function<FoundationModel, Expert> expert) {
        try (FoundationModel model = FoundationModel.load(folder.toString());
                Scope scope = Scope.open()) {
            BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
            picture.setRGB(20, 10, 0xff8000);
            return model.backbone()
                    .forward(
                            model.backbone()
                                    .tokens()
                                    .batch(
                                            Optional.of(model.embed(List.of(() -> picture))),
                                            List.of(new int[] {20, 30, 40}),
                                            List.of(new int[] {50, 60}),
                                            model.longest()),
                            expert.apply(model))
                    .toFloats();
        }
    }

    private static String sha256(Path folder) {
        try (FoundationModel model = FoundationModel.load(folder.toString())) {
            return model.sha256();
        }
    }

    private static String sha256(Path folder, String... files) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String file : files) {
            digest.update(Files.readAllBytes(folder.resolve(file)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
