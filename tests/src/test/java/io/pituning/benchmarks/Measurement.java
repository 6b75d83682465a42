package io.pituning.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A ratio, measured several times, and what it should be.
 *
 * @param rounds the ratio of each round
 * @param goal the bound
 * @param better on which side of the bound the ratio should lie
 * @param remark what a reader needs to know to understand the ratio
 */
record Measurement(List<Double> rounds, double goal, Better better, String remark) {
    /** Which ratios keep the goal. */
    enum Better {
        AT_LEAST,
        AT_MOST
    }

    Measurement {
        rounds = List.copyOf(rounds);
    }

    /** {@return a line for people with the spread, and the line that scripts read} */
    String report(String name) {
        String all = rounds.stream().sorted().map(Measurement::number).collect(Collectors.joining(" "));
        return "# %s: %s; rounds, sorted: %s%nbench %s ratio %s goal %s %s"
                .formatted(name, remark, all, name, number(ratio()), number(goal), met() ? "met" : "missed");
    }

    /** {@return the median of the rounds} */
    double ratio() {
        return Times.median(rounds);
    }

    boolean met() {
        return better == Better.AT_LEAST ? ratio() >= goal : ratio() <= goal;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
