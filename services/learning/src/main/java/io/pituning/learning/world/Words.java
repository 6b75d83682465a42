package io.pituning.learning.world;

import java.util.List;

/** Small wording helpers. */
final class Words {
    static final List<String> NUMBERS = List.of("zero", "one", "two", "three", "four", "five", "six");

    /** Invented: what one stands for can only be read. */
    static final List<String> NICKNAMES = List.of("dax", "wug", "zop", "gim", "lum", "tiv", "bax", "kel");

    private Words() {}

    static String yesNo(boolean truth) {
        return truth ? "yes" : "no";
    }

    /** The noun with its indefinite article. */
    static String a(String noun) {
        return Scene.article(noun) + " " + noun;
    }
}
