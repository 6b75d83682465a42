package io.pituning.learning.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.Sites;
import io.pituning.learning.tensor.LivingTensors;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tensor.StoredTensor;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpertFolderTest {
    private static final Sites SITES = new Sites(
            List.of(new Sites.Linear("encoder.layers.0.self_attn.q_proj", 4, 4)),
            List.of(new Sites.Attention("encoder.layers.0.self_attn", 4)),
            List.of(new Sites.Block("encoder.layers.0.adapter1", 4)),
            new TensorLayout(Map.of("encoder.layers.0.self_attn.q_proj.bias", new long[] {4})));

    @TempDir
    Path folder;

    static List<Method> methods() {
        return List.of(
                new Lora(2, 0.5),
                new Lora(2, 0.5, List.of("q_proj")),
                new Adapter(3),
                new Prefix(2),
                new BitFit(),
                new FullFineTuning());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void readsWhatItWrote(Method method) throws IOException {
        try (Expert expert = expert(method)) {
            ExpertFolder.write(expert, "pi-nano", folder);
            try (Expert read = ExpertFolder.read(folder, SITES)) {
                assertThat(read.method()).isEqualTo(method);
                assertThat(read.tensors().names()).isEqualTo(expert.tensors().names());
                for (String name : expert.tensors().names()) {
                    assertThat(read.tensors().get(name).toFloats())
                            .containsExactly(expert.tensors().get(name).toFloats());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void anExpertOfAnotherModelIsRefused(Method method) throws IOException {
        Sites others = new Sites(
                List.of(new Sites.Linear("encoder.layers.0.self_attn.q_proj", 8, 8)),
                List.of(new Sites.Attention("encoder.layers.0.self_attn", 8)),
                List.of(new Sites.Block("encoder.layers.0.adapter1", 8)),
                new TensorLayout(Map.of("encoder.layers.0.self_attn.q_proj.bias", new long[] {8})));
        try (Expert expert = expert(method)) {
            ExpertFolder.write(expert, "pi-nano", folder);
        }
        int before = LivingTensors.count();

        assertThatThrownBy(() -> ExpertFolder.read(folder, others))
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("expert-malformed"));
        assertThat(LivingTensors.count()).isEqualTo(before);
    }

    @Test
    void holdsNothingOfAnExpertWhoseLayoutCannotBeTold() throws IOException {
        try (Expert expert = expert(new Adapter(3))) {
            ExpertFolder.write(expert, "pi-nano", folder);
        }
        Sites broken = new Sites(
                SITES.linears(), SITES.attentions(), Collections.singletonList((Sites.Block) null), SITES.weights());
        int before = LivingTensors.count();

        assertThatThrownBy(() -> ExpertFolder.read(folder, broken)).isInstanceOf(NullPointerException.class);

        assertThat(LivingTensors.count()).isEqualTo(before);
    }

    @Test
    void holdsNothingOfATensorThatItsFileNamesTwice() throws IOException {
        try (Expert expert = expert(new Lora(2, 0.5))) {
            ExpertFolder.write(expert, "pi-nano", folder);
        }
        Map<String, StoredTensor> twice = new LinkedHashMap<>();
        twice.put("base_model.model.q.lora_A.weight", StoredTensor.f32(new long[] {1}, 1));
        twice.put("q.lora_A", StoredTensor.f32(new long[] {1}, 2));
        Files.write(folder.resolve("adapter_model.safetensors"), StoredTensor.file(twice));
        int before = LivingTensors.count();

        ExpertFolder.read(folder).close();

        assertThat(LivingTensors.count()).isEqualTo(before);
    }

    @Test
    void writesALoraInTheNamesOfPeft() throws IOException {
        try (Expert expert = expert(new Lora(2, 0.5))) {
            ExpertFolder.write(expert, "pi-nano", folder);
        }

        JsonNode config = new ObjectMapper()
                .readTree(folder.resolve("adapter_config.json").toFile());
        assertThat(config.get("peft_type").asText()).isEqualTo("LORA");
        assertThat(config.get("r").asInt()).isEqualTo(2);
        assertThat(config.get("lora_alpha").asDouble())
                .as("scaling is lora_alpha / r")
                .isEqualTo(1.0);
        byte[] file = Files.readAllBytes(folder.resolve("adapter_model.safetensors"));
        assertThat(Safetensors.readValues(file).values())
                .containsKey("base_model.model.encoder.layers.0.self_attn.q_proj.lora_A.weight");
    }

    /** Alpha is 3, the rank 4. */
    @ParameterizedTest
    @CsvSource({"false, 0.75", "true, 1.5"})
    void readsTheScalingThatPeftComputesWith(boolean byRoot, double scaling) throws IOException {
        writePeft("use_rslora", Boolean.toString(byRoot));

        try (Expert read = ExpertFolder.read(folder, SITES)) {
            assertThat(read.method()).isEqualTo(new Lora(4, scaling, List.of("q_proj")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "alpha_pattern {\"q_proj\":8}",
                "rank_pattern {\"q_proj\":8}",
                "use_dora true",
                "alora_invocation_tokens [1,2]",
                "lora_bias true",
                "modules_to_save [\"lm_head\"]",
                "init_lora_weights \"pissa_niter_16\"",
                "init_lora_weights \"PiSSA\"",
                "init_lora_weights \"olora\"",
                "init_lora_weights \"corda\"",
                "init_lora_weights \"loftq\"",
                "bias \"lora_only\"",
                "target_modules \".*q_proj\"",
                "target_modules null"
            })
    void refusesALoraThatPeftWouldComputeOtherwise(String key, String value) throws IOException {
        writePeft(key, value);

        assertThatThrownBy(() -> ExpertFolder.read(folder))
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("expert-malformed"))
                .hasMessageContaining(key + " has a value that is not supported");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "init_lora_weights \"gaussian\"",
                "init_lora_weights false",
                "init_lora_weights null",
                "fan_in_fan_out true",
                "alpha_pattern null",
                "lora_dropout 0.1"
            })
    void readsALoraThatPeftTrainedOtherwiseButComputesAlike(String key, String value) throws IOException {
        writePeft(key, value);

        try (Expert read = ExpertFolder.read(folder, SITES)) {
            assertThat(read.method()).isEqualTo(new Lora(4, 0.75, List.of("q_proj")));
        }
    }

    /** An expert under the configuration that PEFT 0.17 writes, with one key in another value. */
    private void writePeft(String key, String value) throws IOException {
        try (Expert expert = expert(new Lora(4, 0.75, List.of("q_proj")))) {
            ExpertFolder.write(expert, "pi-nano", folder);
        }
        ObjectMapper json = new ObjectMapper();
        ObjectNode config = (ObjectNode) json.readTree("""
                {"alpha_pattern": {}, "auto_mapping": null, "base_model_name_or_path": "pi-nano", "bias": "none", "corda_config": null,
                 "eva_config": null, "exclude_modules": null, "fan_in_fan_out": false, "inference_mode": true,
                 "init_lora_weights": true, "layer_replication": null, "layers_pattern": null, "layers_to_transform": null,
                 "loftq_config": {}, "lora_alpha": 3, "lora_bias": false, "lora_dropout": 0.0, "megatron_config": null,
                 "megatron_core": "megatron.core", "modules_to_save": null, "peft_type": "LORA", "qalora_group_size": 16, "r": 4,
                 "rank_pattern": {}, "revision": null, "target_modules": ["q_proj"], "target_parameters": null,
                 "task_type": "SEQ_2_SEQ_LM", "trainable_token_indices": null, "use_dora": false, "use_qalora": false,
                 "use_rslora": false}
                """);
        config.set(key, json.readTree(value));
        json.writeValue(folder.resolve("adapter_config.json").toFile(), config);
    }

    @Test
    void carriesFreeTextThatAReaderOfTheExpertNeedNotKnow() throws IOException {
        Map<String, String> texts = Map.of("made", "by hand", "zeal", "ünbounded");
        try (Expert expert = expert(new Adapter(3))) {
            ExpertFolder.write(expert, "pi-nano", texts, folder);
        }

        assertThat(ExpertFolder.metadata(folder))
                .containsAllEntriesOf(texts)
                .containsEntry("format", "pt")
                .hasSize(3);
        try (Expert read = ExpertFolder.read(folder)) {
            assertThat(read.method()).isEqualTo(new Adapter(3));
        }
    }

    @Test
    void refusesAFolderWithoutAnExpert() {
        assertThatThrownBy(() -> ExpertFolder.metadata(folder))
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("expert-malformed"));
        assertThatThrownBy(() -> ExpertFolder.read(folder))
                .isInstanceOfSatisfying(
                        LearningException.class, e -> assertThat(e.code()).isEqualTo("expert-malformed"));
    }

    private static Expert expert(Method method) {
        TensorLayout layout = method.layout(SITES);
        NamedTensors tensors;
        try (Tensor flat = Tensor.of(method.initialValues(layout, 3), layout.elements())) {
            tensors = layout.cut(flat).copy();
        }
        return Expert.of(method, tensors);
    }
}
