package io.pituning.learning.foundation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Under which names the tensors of published OFA models are stored.
 *
 * <p>The names used here are those of the reference implementation (TencentARC/pi-Tuning and OFA-Sys/OFA, {@code
 * models/ofa/unify_transformer.py}). OFA's port to Hugging Face (OFA-Sys/OFA, branch {@code feature/add_transformers}, {@code
 * modeling_ofa.py}) calls some modules otherwise; both are taken, with or without a leading {@code model.}.
 */
final class OfaNames {
    private static final String EMBEDDING = "encoder.embed_tokens.weight";

    /** One embedding, stored under the names of all the modules that share it or under any one of them. */
    private static final List<String> TIED = List.of(
            "decoder.embed_tokens.weight", "decoder.output_projection.weight", "encoder.output_projection.weight");

    private static final Map<Pattern, String> RENAMED = renamed();

    /** Statistics that only training counts, positions that are computed, and what only the generation of image codes needs. */
    private static final Pattern IGNORABLE = Pattern.compile(String.join(
            "|",
            ".*\\.num_batches_tracked",
            "(encoder|decoder)\\.version",
            "(encoder|decoder)\\.(token|image)_rp_bucket",
            "decoder\\.image_position_idx",
            "decoder\\.embed_image_positions\\.weight",
            "decoder\\.image_pos_ln\\.(weight|bias)",
            "decoder\\.image_rel_pos_table_list\\.\\d+\\.weight",
            "decoder\\.code_layernorm_embedding\\.(weight|bias)"));

    private OfaNames() {}

    private static Map<Pattern, String> renamed() {
        Map<Pattern, String> renamed = new LinkedHashMap<>();
        renamed.put(Pattern.compile("(encoder\\.layers\\.\\d+)\\.self_attn_mid_layer_norm\\."), "$1.attn_ln.");
        renamed.put(Pattern.compile("(decoder\\.layers\\.\\d+)\\.self_attn_mid_layer_norm\\."), "$1.self_attn_ln.");
        renamed.put(Pattern.compile("(decoder\\.layers\\.\\d+)\\.cross_attn_mid_layer_norm\\."), "$1.cross_attn_ln.");
        renamed.put(Pattern.compile("(decoder\\.layers\\.\\d+)\\.cross_attn(_layer_norm)?\\."), "$1.encoder_attn$2.");
        renamed.put(Pattern.compile("(layers\\.\\d+)\\.ffn_layer_norm\\."), "$1.ffn_layernorm.");
        return renamed;
    }

    static String canonical(String stored) {
        String name = stored.startsWith("model.") ? stored.substring("model.".length()) : stored;
        if (TIED.contains(name)) {
            return EMBEDDING;
        }
        for (Map.Entry<Pattern, String> rule : RENAMED.entrySet()) {
            name = rule.getKey().matcher(name).replaceFirst(rule.getValue());
        }
        return name;
    }

    static boolean ignorable(String canonical) {
        return IGNORABLE.matcher(canonical).matches();
    }
}
