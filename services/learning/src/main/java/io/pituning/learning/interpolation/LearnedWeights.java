package io.pituning.learning.interpolation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.LearningException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an interpolation learned, as it travels with the expert it made: in the metadata of its tensors' file, under the key {@code interpolation},
 * one JSON document {@code {"parents": […], "weights": {site: […]}, "compressionError": …}}.
 *
 * @param parents names of the k tasks, the tuned one first, then its neighbors
 * @param bySite per mixing site (the one site {@code all} where α is global) the parents' k weights, which sum to one; in the model's order
 * @param compressionError what bringing a LoRA back to its parents' rank lost, see {@link
 *     io.pituning.learning.expert.LoraCompression#error()}; empty where nothing was compressed
 */
public record LearnedWeights(List<String> parents, Map<String, List<Double>> bySite, OptionalDouble compressionError) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "interpolation";
    private static final String PARENTS = "parents";
    private static final String WEIGHTS = "weights";
    private static final String COMPRESSION_ERROR = "compressionError";

    /** @throws IllegalArgumentException if a site has not one weight for each parent */
    public LearnedWeights {
        parents = List.copyOf(parents);
        int k = parents.size();
        bySite.forEach((site, weights) -> {
            if (weights.size() != k) {
                throw new IllegalArgumentException(
                        "site " + site + " has " + weights.size() + " weights for " + k + " parents");
            }
        });
        bySite = Collections.unmodifiableMap(new LinkedHashMap<>(bySite));
    }

    /**
     * What an outcome learned.
     *
     * @param parents as above, in the order in which they were interpolated
     * @throws IllegalArgumentException if the outcome has not as many parents
     */
    public static LearnedWeights of(List<String> parents, TunedExpert tuned) {
        Map<String, List<Double>> bySite = new LinkedHashMap<>();
        tuned.weightsBySite()
                .forEach((site, weights) ->
                        bySite.put(site, Arrays.stream(weights).boxed().toList()));
        return new LearnedWeights(parents, bySite, tuned.compressionError());
    }

    /** As metadata of an expert's folder; {@link #in} is the way back. */
    public Map<String, String> metadata() {
        ObjectNode document = JSON.createObjectNode();
        document.set(PARENTS, JSON.valueToTree(parents));
        document.set(WEIGHTS, JSON.valueToTree(bySite));
        compressionError.ifPresent(error -> document.put(COMPRESSION_ERROR, error));
        return Map.of(KEY, document.toString());
    }

    /**
     * What an expert's metadata tell of how it was made.
     *
     * @param metadata see {@link io.pituning.learning.expert.ExpertFolder#metadata}
     * @return nothing if it was not made by interpolation
     * @throws LearningException {@code expert-malformed} if it is no document as described above
     */
    public static Optional<LearnedWeights> in(Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get(KEY)).map(LearnedWeights::parse);
    }

    private static LearnedWeights parse(String text) {
        try {
            JsonNode document = JSON.readTree(text);
            List<String> parents = new ArrayList<>();
            document.path(PARENTS).forEach(parent -> parents.add(parent.asText()));
            Map<String, List<Double>> bySite = new LinkedHashMap<>();
            document.path(WEIGHTS).properties().forEach(site -> {
                List<Double> weights = new ArrayList<>();
                site.getValue().forEach(weight -> weights.add(weight.asDouble(Double.NaN)));
                bySite.put(site.getKey(), weights);
            });
            if (parents.isEmpty()
                    || bySite.isEmpty()
                    || bySite.values().stream().anyMatch(weights -> weights.contains(Double.NaN))) {
                throw new IllegalArgumentException("no parents or no weights");
            }
            JsonNode error = document.path(COMPRESSION_ERROR);
            return new LearnedWeights(
                    parents,
                    bySite,
                    error.isNumber() ? OptionalDouble.of(error.doubleValue()) : OptionalDouble.empty());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new LearningException(
                    "expert-malformed",
                    "The expert's file describes its interpolation in an unknown way.",
                    "Write the expert again; if it was copied, check its sha256.",
                    e);
        }
    }
}
