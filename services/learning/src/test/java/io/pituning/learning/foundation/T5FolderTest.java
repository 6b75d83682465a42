package io.pituning.learning.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.t5.T5Config;
import io.pituning.learning.backbone.t5.TinyT5;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.interpolation.ExpertInterpolator;
import io.pituning.learning.interpolation.InterpolationSettings;
import io.pituning.learning.interpolation.Neighbor;
import io.pituning.learning.interpolation.TunedExpert;
import io.pituning.learning.serving.Canary;
import io.pituning.learning.similarity.FisherEmbedding;
import io.pituning.learning.similarity.TaskVector;
import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.StoredTensor;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainedExpert;
import io.pituning.learning.training.TrainingSettings;
import io.pituning.learning.world.BuiltinTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T5 folders as Hugging Face's library writes them: a Unigram tokenizer, weights in one file or in shards. */
class T5FolderTest {
    private static final String PIECES = "abcdefghijklmnopqrstuvwxyz0123456789.,?!'-$%:;()[]\"";
    private static final int VOCABULARY = 64;
    private static final T5Config TIED = TinyT5.first(VOCABULARY);
    private static final T5Config UNTIED = TinyT5.second(VOCABULARY);

    @TempDir
    Path folder;

    private Map<String, StoredTensor> tensors;

    @BeforeEach
    void write() throws IOException {
        write(UNTIED);
    }

    @Test
    void loadsByPath() throws IOException {
        try (FoundationModel model = load()) {
            assertThat(model.longest()).isEqualTo(64);
            assertThat(model.parameters())
                    .isEqualTo(tensors.values().stream()
                            .mapToLong(tensor -> tensor.bytes().length / 4)
                            .sum());
            assertThat(model.tokenizer().encode("Hi you")).containsExactly(3, 2, 12, 3, 28, 18, 24);
        }
    }

    @Test
    void loadsTheSameModelInTwoShards() throws IOException {
        float[] expected = logits();

        writeShards();

        assertThat(logits()).containsExactly(expected);
    }

    @Test
    void namesWhatIsMissingUnknownOrOfAnotherShape() throws IOException {
        tensors.remove("decoder.block.1.layer.1.EncDecAttention.o.weight");
        tensors.put("encoder.block.0.layer.1.DenseReluDense.wi.weight", StoredTensor.f32(new long[] {1}, 1));
        tensors.put("encoder.final_layer_norm.weight", StoredTensor.f32(new long[] {2}, 1, 1));
        writeWeights();

        assertThatThrownBy(this::load)
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("model-malformed"))
                .hasMessageContainingAll(
                        "lacks tensor decoder.block.1.layer.1.EncDecAttention.o.weight",
                        "does not know what to do with tensor encoder.block.0.layer.1.DenseReluDense.wi.weight",
                        "encoder.final_layer_norm.weight has shape [2] instead of [12]");
    }

    @Test
    void needsTheOutputProjectionOfAnUntiedModel() throws IOException {
        tensors.remove("lm_head.weight");
        writeWeights();

        assertThatThrownBy(this::load).hasMessageContaining("lm_head.weight");
    }

    @Test
    void takesTheEmbeddingUnderTheNamesOfAllThatShareItAndNoOtherValues() throws IOException {
        write(TIED);
        float[] expected = logits();
        StoredTensor embedding = tensors.remove("shared.weight");
        tensors.put("lm_head.weight", embedding);
        tensors.put("encoder.embed_tokens.weight", embedding);
        tensors.put("decoder.embed_tokens.weight", embedding);
        writeWeights();
        assertThat(logits()).containsExactly(expected);

        float[] others = new float[VOCABULARY * 12];
        tensors.put("lm_head.weight", StoredTensor.f32(embedding.shape(), others));
        writeWeights();
        assertThatThrownBy(this::load).hasMessageContainingAll("lm_head.weight", "must be equal");
    }

    @Test
    void leavesOutThePositionsOfCrossAttentionThatTheFirstCheckpointsCarry() throws IOException {
        float[] expected = logits();
        tensors.put(
                "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight",
                StoredTensor.f32(new long[] {1}, 1));
        writeWeights();

        assertThat(logits()).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "feed_forward_proj, gated-silu",
        "vocab_size, 0",
        "d_model, 0",
        "d_kv, 0",
        "num_layers, -1",
        "num_heads, 0",
        "relative_attention_num_buckets, 3",
        "relative_attention_max_distance, 4",
        "eos_token_id, 64",
        "layer_norm_epsilon, -1"
    })
    void namesAKeyOfTheConfigurationWhoseValueIsNotSupported(String key, String value) throws IOException {
        config(UNTIED, key, value);

        assertThatThrownBy(this::load)
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("model-malformed"))
                .hasMessageContaining(key);
    }

    @Test
    void refusesATaskWithPictures() throws IOException {
        try (FoundationModel model = load()) {
            assertThatThrownBy(() -> TaskData.prepare(
                            model, BuiltinTasks.dataSet("rune-clan").shots(1, 1)))
                    .isInstanceOfSatisfying(
                            LearningException.class, e -> assertThat(e.code()).isEqualTo("task-unsupported"));
        }
    }

    @Test
    void leavesSpecialTokensOutOfDecodedText() throws IOException {
        try (FoundationModel model = load()) {
            assertThat(model.tokenizer().decode(new int[] {0, 3, 12, 12, 3, 28, 1, 0}))
                    .isEqualTo("ii y");
        }
    }

    @Test
    void isTrainedEmbeddedAndInterpolatedLikeAnyOther() throws IOException {
        Lora lora = new Lora(2, 1);
        TrainingSettings settings = TrainingSettings.defaults().withEpochs(2).withLearningRate(0.01);
        try (FoundationModel model = load();
                TaskData task = TaskData.prepare(
                        model,
                        BuiltinTasks.dataSet("sentence-follows").shots(2, 1).limit(8, 8, 8, 1))) {
            TrainedExpert own = new ExpertTrainer(model, settings, ProgressListener.SILENT).train(lora, task);
            TrainedExpert other =
                    new ExpertTrainer(model, settings.withSeed(8), ProgressListener.SILENT).train(lora, task);

            TaskVector vector = new FisherEmbedding(model, ProgressListener.SILENT).embed(own.expert(), task);
            TunedExpert tuned = new ExpertInterpolator(
                            model, settings, InterpolationSettings.defaults(), ProgressListener.SILENT)
                    .tune(own.expert(), List.of(new Neighbor("other", 0.5, other.expert())), task);

            assertThat(vector.tensors()).anySatisfy(tensor -> {
                assertThat(tensor.name()).startsWith("encoder.block.0.layer.0.SelfAttention.");
                assertThat(tensor.values()).isNotEqualTo(new float[tensor.values().length]);
            });
            assertThat(tuned.weights()[0] + tuned.weights()[1]).isCloseTo(1, within(1e-6));
            assertThat(tuned.validation().loss())
                    .isLessThanOrEqualTo(own.validation().loss());
            assertThat(new Canary(model).difference(tuned.expert())).isPositive();
        }
    }

    private FoundationModel load() {
        return FoundationModel.load(folder.toAbsolutePath().toString());
    }

    private float[] logits() {
        try (FoundationModel model = load();
                Scope scope = Scope.open()) {
            return model.backbone()
                    .forward(
                            model.backbone()
                                    .tokens()
                                    .batch(
                                            Optional.empty(),
                                            List.of(model.tokenizer().encode("why is it so?"), new int[] {7}),
                                            List.of(new int[] {9, 20}, new int[] {8}),
                                            model.longest()),
                            Expert.none())
                    .toFloats();
        }
    }

    private void write(T5Config config) throws IOException {
        Safetensors.Values values = TinyT5.values(config, 5);
        tensors = new LinkedHashMap<>();
        values.shapes()
                .forEach((name, shape) -> tensors.put(
                        name, StoredTensor.f32(shape, values.values().get(name))));
        config(config, "model_type", "t5");
        Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
        writeWeights();
    }

    private void config(T5Config config, String key, String value) throws IOException {
        ObjectNode json = new ObjectMapper().valueToTree(config);
        json.put("model_type", "t5").put(key, value);
        Files.writeString(folder.resolve("config.json"), json.toString());
    }

    private void writeWeights() throws IOException {
        Files.write(folder.resolve("model.safetensors"), StoredTensor.file(tensors));
    }

    private void writeShards() throws IOException {
        Files.delete(folder.resolve("model.safetensors"));
        ObjectNode map = new ObjectMapper().createObjectNode();
        Map<String, Map<String, StoredTensor>> shards = new LinkedHashMap<>();
        for (String name : tensors.keySet()) {
            String shard = "model-0000" + (name.startsWith("encoder") ? 1 : 2) + "-of-00002.safetensors";
            map.put(name, shard);
            shards.computeIfAbsent(shard, s -> new LinkedHashMap<>()).put(name, tensors.get(name));
        }
        for (Map.Entry<String, Map<String, StoredTensor>> shard : shards.entrySet()) {
            Files.write(folder.resolve(shard.getKey()), StoredTensor.file(shard.getValue()));
        }
        Files.writeString(folder.resolve("model.safetensors.index.json"), "{\"weight_map\": " + map + "}");
    }

    /** T5's kind of tokenizer, with letters for pieces: padding 0, end 1, unknown 2, word boundary 3, letters from 4 on. */
    private static String tokenizer() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("version", "1.0");
        ArrayNode added = root.putArray("added_tokens");
        ObjectNode model = root.putObject("model").put("type", "Unigram").put("unk_id", 2);
        ArrayNode pieces = model.putArray("vocab");
        for (String special : List.of("<pad>", "</s>", "<unk>")) {
            added.addObject()
                    .put("id", pieces.size())
                    .put("content", special)
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
            pieces.addArray().add(special).add(0.0);
        }
        pieces.addArray().add("\u2581").add(-2.0);
        PIECES.chars()
                .forEach(piece ->
                        pieces.addArray().add(Character.toString(piece)).add(-3.0));
        for (String side : List.of("pre_tokenizer", "decoder")) {
            root.putObject(side)
                    .put("type", "Metaspace")
                    .put("replacement", "\u2581")
                    .put("prepend_scheme", "always")
                    .put("split", true);
        }
        return root.toString();
    }
}
