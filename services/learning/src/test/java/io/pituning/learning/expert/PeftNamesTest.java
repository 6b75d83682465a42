package io.pituning.learning.expert;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.TinyModel;
import io.pituning.learning.backbone.Sites;
import io.pituning.learning.backbone.ofa.OfaLayout;
import io.pituning.learning.backbone.t5.T5Config;
import io.pituning.learning.backbone.t5.T5Layout;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The keys that PEFT gives a LoRA's tensors in {@code adapter_model.safetensors}: {@code base_model.model.}, the name of the module in the
 * wrapped model, {@code .lora_A.weight} or {@code .lora_B.weight}, without the adapter's name. Source: PEFT's documentation, "PEFT checkpoint
 * format".
 */
class PeftNamesTest {

    @Test
    void ofT5AreThoseOfItsModules() {
        T5Config config = new T5Config(14, 12, 5, 20, 1, 1, 3, 8, 12, 1e-6, "gated-gelu", false, false, 0, 0, 1, 64);

        assertThat(stored(new Lora(2, 1), T5Layout.sites(config)))
                .containsExactlyElementsOf(factors(
                        "encoder.block.0.layer.0.SelfAttention.q",
                        "encoder.block.0.layer.0.SelfAttention.k",
                        "encoder.block.0.layer.0.SelfAttention.v",
                        "encoder.block.0.layer.0.SelfAttention.o",
                        "decoder.block.0.layer.0.SelfAttention.q",
                        "decoder.block.0.layer.0.SelfAttention.k",
                        "decoder.block.0.layer.0.SelfAttention.v",
                        "decoder.block.0.layer.0.SelfAttention.o",
                        "decoder.block.0.layer.1.EncDecAttention.q",
                        "decoder.block.0.layer.1.EncDecAttention.k",
                        "decoder.block.0.layer.1.EncDecAttention.v",
                        "decoder.block.0.layer.1.EncDecAttention.o"));
        assertThat(stored(new Lora(2, 1, List.of("wi_0", "wi_1", "wo")), T5Layout.sites(config)))
                .containsExactlyElementsOf(factors(
                        "encoder.block.0.layer.1.DenseReluDense.wi_0",
                        "encoder.block.0.layer.1.DenseReluDense.wi_1",
                        "encoder.block.0.layer.1.DenseReluDense.wo",
                        "decoder.block.0.layer.2.DenseReluDense.wi_0",
                        "decoder.block.0.layer.2.DenseReluDense.wi_1",
                        "decoder.block.0.layer.2.DenseReluDense.wo"));
    }

    @Test
    void ofOfaAreThoseOfItsModules() {
        assertThat(stored(new Lora(2, 1), OfaLayout.sites(TinyModel.config())))
                .containsExactlyElementsOf(factors(
                        "encoder.layers.0.self_attn.q_proj",
                        "encoder.layers.0.self_attn.k_proj",
                        "encoder.layers.0.self_attn.v_proj",
                        "encoder.layers.0.self_attn.out_proj",
                        "decoder.layers.0.self_attn.q_proj",
                        "decoder.layers.0.self_attn.k_proj",
                        "decoder.layers.0.self_attn.v_proj",
                        "decoder.layers.0.self_attn.out_proj",
                        "decoder.layers.0.encoder_attn.q_proj",
                        "decoder.layers.0.encoder_attn.k_proj",
                        "decoder.layers.0.encoder_attn.v_proj",
                        "decoder.layers.0.encoder_attn.out_proj"));
    }

    private static List<String> stored(Lora lora, Sites sites) {
        return lora.layout(sites).names().stream().map(lora::storedName).toList();
    }

    private static List<String> factors(String... modules) {
        return List.of(modules).stream()
                .flatMap(module -> List.of(
                        "base_model.model." + module + ".lora_A.weight",
                        "base_model.model." + module + ".lora_B.weight")
                        .stream())
                .toList();
    }
}
