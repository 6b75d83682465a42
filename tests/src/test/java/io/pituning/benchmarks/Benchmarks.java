package io.pituning.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the benchmark that its argument names; without an argument it lists their names. */
public final class Benchmarks {
    private static final Map<String, Benchmark> ALL = all();

    private Benchmarks() {}

    private static Map<String, Benchmark> all() {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("learning-step", LearningStep.ofPiNano());
        all.put("learning-step-base", LearningStep.ofReferenceLayers());
        all.put("fisher", new Fisher());
        all.put("frozen-cache", new FrozenCache());
        all.put("interpolation-step", new InterpolationStep());
        all.put("memory-flat", new MemoryFlat());
        all.put("event-overhead", new EventOverhead());
        all.put("scale", new Scale());
        all.put("graph-arrival", new GraphArrival());
        all.put("graph-recall", new GraphRecall());
        all.put("graph-million", new GraphMillion());
        return all;
    }

    public static void main(String... names) {
        if (names.length == 0) {
            ALL.keySet().forEach(System.out::println);
            return;
        }
        for (String name : names) {
            Benchmark benchmark = ALL.get(name);
            if (benchmark == null) {
                System.err.printf(
                        "There is no benchmark named %s. Choose of: %s.%n", name, String.join(", ", ALL.keySet()));
                System.exit(2);
            }
            System.out.println(benchmark.measure().report(name));
        }
        // Clients and the tensor library leave threads behind that would keep the process.
        System.exit(0);
    }
}
