package io.pituning.learning.world;

import io.pituning.learning.LearningException;
import java.util.Map;

/**
 * How large a builtin data set is made.
 *
 * @param train examples to learn from
 * @param validation examples to choose by
 * @param test examples that decide nothing
 * @param seed names the draw; other seeds give other examples of the same task
 */
record BuiltinSize(int train, int validation, int test, long seed) {
    static final BuiltinSize DEFAULT = new BuiltinSize(1000, 200, 400, 0);

    private static final int LARGEST = 100_000;

    /** This size with another number of examples to learn from. */
    BuiltinSize withTrain(int number) {
        return new BuiltinSize(number, validation, test, seed);
    }

    /**
     * What a reference asks for, as {@code train=2000&test=500&seed=3}; what it does not name has its default.
     *
     * @throws LearningException {@code dataset-missing} if it names something else or a number out of range
     */
    static BuiltinSize parse(String query) {
        BuiltinSize size = DEFAULT;
        for (String part : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] pair = part.split("=", 2);
            int number = number(pair, part);
            size = Map.of(
                            "train", size.withTrain(number),
                            "validation", new BuiltinSize(size.train, number, size.test, size.seed),
                            "test", new BuiltinSize(size.train, size.validation, number, size.seed),
                            "seed", new BuiltinSize(size.train, size.validation, size.test, number))
                    .getOrDefault(pair[0], size);
        }
        return size;
    }

    private static int number(String[] pair, String part) {
        boolean known = pair.length == 2
                && pair[0].matches("train|validation|test|seed")
                && pair[1].matches(pair[0].equals("seed") ? "\\d{1,9}" : "[1-9]\\d{0,5}");
        if (!known || !pair[0].equals("seed") && Integer.parseInt(pair[1]) > LARGEST) {
            throw new LearningException(
                    "dataset-missing",
                    "\"" + part + "\" is not something that a builtin data set understands.",
                    "Write, for example, builtin:NAME?train=2000&validation=200&test=400&seed=1, at most " + LARGEST
                            + " examples each.");
        }
        return Integer.parseInt(pair[1]);
    }
}
