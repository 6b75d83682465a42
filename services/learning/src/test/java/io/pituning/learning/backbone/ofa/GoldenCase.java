package io.pituning.learning.backbone.ofa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pituning.learning.backbone.Batch;
import io.pituning.learning.backbone.Patches;
import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.tensor.NamedTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One case of the reference implementation's numbers.
 *
 * @param folders where the weights that it needs are looked for, its own folder first
 */
record GoldenCase(Path folder, String name, JsonNode description, List<Path> folders) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PARTS = List.of("weights", "stem", "buckets");
    private static final int PAD = 1;

    /** All cases of the folders; a case found in several is taken once for each. */
    static List<GoldenCase> in(List<Path> folders) throws IOException {
        List<GoldenCase> cases = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> searched = Stream.concat(Stream.of(folder), folders.stream())
                    .distinct()
                    .toList();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path json : files.filter(f -> f.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    String name = json.getFileName().toString().replaceAll("\\.json$", "");
                    boolean part = PARTS.stream().anyMatch(suffix -> name.endsWith("-" + suffix));
                    if (!part || name.endsWith("-buckets")) {
                        cases.add(new GoldenCase(folder, name, JSON.readTree(json.toFile()), searched));
                    }
                }
            }
        }
        return cases;
    }

    Npz numbers() throws IOException {
        return Npz.read(folder.resolve(name + ".npz"));
    }

    /** The frozen model, with the image stem if {@code withStem}; nothing where a file is missing. */
    Optional<NamedTensors> weights(boolean withStem) throws IOException {
        Optional<Path> weights = find("-weights.npz");
        Optional<Path> stem = withStem ? find("-stem.npz") : Optional.empty();
        if (weights.isEmpty() || (withStem && stem.isEmpty())) {
            return Optional.empty();
        }
        NamedTensors tensors = Npz.read(weights.get()).tensors("");
        return Optional.of(stem.isPresent() ? tensors.with(Npz.read(stem.get()).tensors("")) : tensors);
    }

    private Optional<Path> find(String suffix) throws IOException {
        for (Path searched : folders) {
            try (Stream<Path> files = Files.list(searched)) {
                Optional<Path> found =
                        files.filter(f -> f.toString().endsWith(suffix)).findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    OfaConfig config() {
        JsonNode c = description.get("config");
        return new OfaConfig(
                description.path("vocabulary").path("size").asInt(),
                c.get("encoder_embed_dim").asInt(),
                c.get("encoder_layers").asInt(),
                c.get("decoder_layers").asInt(),
                c.get("encoder_attention_heads").asInt(),
                c.get("encoder_ffn_embed_dim").asInt(),
                c.get("max_source_positions").asInt(),
                c.get("token_bucket_size").asInt(),
                c.get("image_bucket_size").asInt(),
                c.get("attn_scale_factor").asDouble(),
                List.of(3, 4, 6),
                64,
                64);
    }

    /** The frozen model; its stem normalizes as the case says. */
    OfaBackbone backbone(NamedTensors weights) {
        return onBatchStatistics() ? OfaBackbone.inTraining(config(), weights) : OfaBackbone.frozen(config(), weights);
    }

    /** Whether the picture stem normalized by the batch's statistics. */
    boolean onBatchStatistics() {
        String told = description.path("mode").asText() + " "
                + description.path("notes").asText();
        return told.toLowerCase(Locale.ROOT).matches(".*batch[ -_]stat.*");
    }

    /** The numbers of another case, from the first folder that has it. */
    Optional<Npz> sibling(String other) throws IOException {
        for (Path searched : folders) {
            if (Files.exists(searched.resolve(other + ".npz"))) {
                return Optional.of(Npz.read(searched.resolve(other + ".npz")));
            }
        }
        return Optional.empty();
    }

    boolean hasImages() throws IOException {
        return numbers().has("in/patch_images");
    }

    /** The batch of a case; pictures are embedded by the backbone. */
    Batch batch(Npz numbers, OfaBackbone backbone) {
        return new Batch(
                patches(numbers, backbone),
                rows(numbers.get("in/src_tokens")),
                rows(numbers.get("in/prev_output_tokens")),
                rows(numbers.get("in/target")));
    }

    static Optional<Patches> patches(Npz numbers, OfaBackbone backbone) {
        return Optional.ofNullable(numbers.get("in/patch_images"))
                .map(images -> backbone.embedPatches(images.tensor(), present(numbers.get("in/patch_masks"))));
    }

    private static boolean[] present(Npz.Values mask) {
        boolean[] present = new boolean[mask.data().length];
        IntStream.range(0, present.length).forEach(b -> present[b] = mask.data()[b] != 0);
        return present;
    }

    static TokenRows rows(Npz.Values values) {
        long[][] ids = values.rows();
        int[] lengths = Arrays.stream(ids)
                .mapToInt(
                        row -> (int) Arrays.stream(row).filter(id -> id != PAD).count())
                .toArray();
        return new TokenRows(ids, lengths);
    }
}
