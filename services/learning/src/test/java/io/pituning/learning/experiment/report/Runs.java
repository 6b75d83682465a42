package io.pituning.learning.experiment.report;

import io.pituning.learning.experiment.ExperimentRun;
import io.pituning.learning.experiment.ExperimentSetting;
import io.pituning.learning.experiment.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Runs of one setting, made up. */
final class Runs {
    private static final ExperimentSetting SETTING =
            new ExperimentSetting("16", "full", 400, 1, "30 epochs", "15 epochs", "lora", 100, "pi-nano", "");

    private final List<ExperimentRun> runs = new ArrayList<>();

    private String metric = "accuracy";
    private OptionalDouble chance = OptionalDouble.of(0.25);

    /** What the runs added from now on are measured by. */
    Runs by(String name) {
        metric = name;
        return this;
    }

    /** The runs added from now on do not know it. */
    Runs withoutChance() {
        chance = OptionalDouble.empty();
        return this;
    }

    /** Adds one run a seed, counted from 1. */
    Runs with(String task, String method, double... tests) {
        for (int i = 0; i < tests.length; i++) {
            runs.add(new ExperimentRun(
                    new ExperimentRun.Identity(task, method, 3, SETTING, i + 1),
                    new Outcome(0, tests[i], 1, List.of(), List.of()),
                    metric,
                    chance,
                    1));
        }
        return this;
    }

    ExperimentStatistics statistics() {
        return new ExperimentStatistics(runs);
    }
}
