package io.pituning.learning.expert;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mixing sites of methods that change weights: one per layer, and one for each side's embeddings and final norms. */
final class WeightSites {
    private static final Pattern LAYER = Pattern.compile("^([a-z]+\\.(layers|block)\\.\\d+)\\..*");

    private WeightSites() {}

    static String layerOf(String weight) {
        Matcher layer = LAYER.matcher(weight);
        return layer.matches() ? layer.group(1) : weight.substring(0, weight.indexOf('.'));
    }
}
