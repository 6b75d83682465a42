package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with spans cut out, to be put back: text infilling as OFA's, with the answer of T5 (the spans alone), which costs a small model less
 * than writing the whole text again.
 */
final class Denoising {
    private static final String BLANK = "blank";
    private static final int LONGEST_SPAN = 3;

    private Denoising() {}

    static Example example(List<String> words, Dice dice) {
        List<String> kept = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        double rate = dice.uniform(0.1, 0.3);
        for (int at = 0; at < words.size(); ) {
            boolean last = missing.isEmpty() && at == words.size() - 1;
            boolean afterBlank = !kept.isEmpty() && kept.get(kept.size() - 1).equals(BLANK);
            if (!afterBlank && (last || dice.chance(rate))) {
                int length = Math.min(dice.between(1, LONGEST_SPAN), words.size() - at);
                missing.add(String.join(" ", words.subList(at, at + length)));
                kept.add(BLANK);
                at += length;
            } else {
                kept.add(words.get(at++));
            }
        }
        return Example.ofText(
                dice.pick("what belongs to the blanks?", "fill in the blanks:", "which words are missing?") + " "
                        + String.join(" ", kept),
                String.join(" " + BLANK + " ", missing));
    }
}
