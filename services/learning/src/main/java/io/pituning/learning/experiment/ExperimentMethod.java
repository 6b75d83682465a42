package io.pituning.learning.experiment;

import io.pituning.learning.LearningException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is compared in an experiment. */
public enum ExperimentMethod {
    /** The target's own expert. */
    OWN,
    /** π-Tuning: own and neighbors' experts interpolated, all trained together; never worse than own on validation. */
    PI;

    /** The name in files and tables. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The method of that name.
     *
     * @throws LearningException {@code method-unknown}
     */
    public static ExperimentMethod named(String name) {
        return Arrays.stream(values())
                .filter(method -> method.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new LearningException(
                        "method-unknown",
                        "There is no experiment method named " + name + ".",
                        "Choose from "
                                + Arrays.stream(values())
                                        .map(ExperimentMethod::wireName)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
