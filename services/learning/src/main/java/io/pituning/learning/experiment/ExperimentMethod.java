package io.pituning.learning.experiment;

import io.pituning.learning.LearningException;
import io.pituning.learning.interpolation.AlphaStart;
import io.pituning.learning.similarity.Similarity;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What can be compared in an experiment. */
public enum ExperimentMethod {
    /** The target's own expert: where π starts. */
    OWN("own", new Own()),
    /** The target's own expert, trained as long as own and interpolation together. */
    OWN_LONG("own-long", new OwnLong()),
    /** π-Tuning: own and k neighbors' experts interpolated, all trained together; own is kept where it is clearly better on validation. */
    PI("pi", new PiTuning()),
    /** π-Tuning with one neighbor. */
    PI_1("pi-1", new PiTuning(1)),
    /** π-Tuning with two neighbors. */
    PI_2("pi-2", new PiTuning(2)),
    /** π-Tuning with three neighbors. */
    PI_3("pi-3", new PiTuning(3)),
    /** π-Tuning with four neighbors. */
    PI_4("pi-4", new PiTuning(4)),
    /** π-Tuning with five neighbors. */
    PI_5("pi-5", new PiTuning(5)),
    /** π-Tuning with α starting equal for all, as in the paper. */
    PI_UNIFORM("pi-uniform", new PiTuning(AlphaStart.UNIFORM)),
    /** π-Tuning with the neighbors that are nearest by the plain cosine. */
    PI_COSINE("pi-cosine", new PiTuning(Similarity.COSINE)),
    /** The neighbors' experts mixed by similarity, nothing trained on the target. */
    ZERO_SHOT("zero-shot", new ZeroShotMixture()),
    /** The uniform mean of own and neighbors' experts, not trained further. */
    SOUP("soup", new Soup()),
    /** The mean of own and neighbors' experts weighted by similarity, not trained further. */
    WEIGHTED("weighted", new WeightedSoup()),
    /** The nearest neighbor's expert trained on, on the target. */
    NEAREST("nearest", new Nearest()),
    /** Own and neighbors' experts with weights found without gradients. */
    LORAHUB("lorahub", new LoraHub()),
    /** One expert for all tasks of the pool. */
    ALL_TASK("all-task", new AllTask()),
    /** All weights of the model trained on the target. */
    FULL("full", new FullyTuned()),
    /** A linear classifier on the frozen model's pooled representation. */
    LINEAR_PROBE("linear-probe", new LinearProbe());

    private final String wireName;
    private final Contender contender;

    ExperimentMethod(String wireName, Contender contender) {
        this.wireName = wireName;
        this.contender = contender;
    }

    /** The name in files and tables. */
    public String wireName() {
        return wireName;
    }

    /**
     * How many neighbors take part.
     *
     * @param k what is asked for where the method leaves it open
     */
    public int neighbors(int k) {
        return contender.neighbors(k);
    }

    Contender contender() {
        return contender;
    }

    /**
     * The method of that name.
     *
     * @throws LearningException {@code method-unknown}
     */
    public static ExperimentMethod named(String name) {
        return Arrays.stream(values())
                .filter(method -> method.wireName.equals(name))
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
