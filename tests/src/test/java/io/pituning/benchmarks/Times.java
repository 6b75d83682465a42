package io.pituning.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Seconds that something takes. */
final class Times {
    private static final double NANOS_PER_SECOND = 1e9;

    private Times() {}

    static double seconds(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / NANOS_PER_SECOND;
    }

    /** {@return the median of so many repetitions} */
    static double medianSeconds(int repetitions, Runnable work) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            times.add(seconds(work));
        }
        return median(times);
    }

    static double median(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
