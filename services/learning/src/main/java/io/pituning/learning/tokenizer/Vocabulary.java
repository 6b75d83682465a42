package io.pituning.learning.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a {@code tokenizer.json} says of its token numbers.
 *
 * @param size one more than the largest
 * @param numbers by token, written as in the file: there bytes may stand in place of the text
 * @param specials the numbers that stand for no text: those declared as special, and, as our own tokenizers keep them in the vocabulary only,
 *     those named as {@link BytePairTrainer#SPECIALS}
 * @param locations the numbers of the tokens named {@code <bin_N>}, places in a picture as OFA names them. They stand for text even where they
 *     are declared as special: a box is written in them
 */
record Vocabulary(int size, Map<String, Integer> numbers, Set<Integer> specials, Set<Integer> locations) {
    private static final Pattern LOCATION = Pattern.compile("<bin_\\d+>");

    /** @throws IOException if there is no vocabulary */
    static Vocabulary of(JsonNode tokenizer) throws IOException {
        int largest = -1;
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Set<Integer> specials = new HashSet<>();
        Set<Integer> locations = new TreeSet<>();
        JsonNode entries = tokenizer.path("model").path("vocab");
        if (entries.isArray()) {
            // Unigram: pairs of a piece and its score; the number is the place in the list.
            largest = entries.size() - 1;
            for (int number = 0; number < entries.size(); number++) {
                String token = entries.get(number).path(0).asText();
                numbers.put(token, number);
                if (isLocation(token)) {
                    locations.add(number);
                }
            }
        }
        for (Map.Entry<String, JsonNode> entry : entries.properties()) {
            largest = Math.max(largest, entry.getValue().asInt(-1));
            numbers.put(entry.getKey(), entry.getValue().asInt(-1));
            if (BytePairTrainer.SPECIALS.contains(entry.getKey())) {
                specials.add(entry.getValue().asInt());
            }
            if (isLocation(entry.getKey())) {
                locations.add(entry.getValue().asInt());
            }
        }
        for (JsonNode added : tokenizer.path("added_tokens")) {
            largest = Math.max(largest, added.path("id").asInt(-1));
            numbers.put(added.path("content").asText(), added.path("id").asInt(-1));
            if (isLocation(added.path("content").asText())) {
                locations.add(added.path("id").asInt());
            } else if (added.path("special").asBoolean()) {
                specials.add(added.path("id").asInt());
            }
        }
        if (largest < 0) {
            throw new IOException("no vocabulary");
        }
        return new Vocabulary(largest + 1, numbers, specials, locations);
    }

    private static boolean isLocation(String token) {
        return LOCATION.matcher(token).matches();
    }
}
