package io.pituning.graph;

import static io.pituning.graph.SettingsBuilder.settings;

import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskNeighbors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What each policy costs in re-tunings over a year of arrivals; prints a table. No test of the build, since it proves nothing:
 *
 * <pre>./mvnw -q -pl services/graph -am test -Dtest=RetuningYear -Dsurefire.failIfNoSpecifiedTests=false</pre>
 *
 * <p>500 tasks arrive, a third of them in 12 bursts of a day's work (a team moves in), the others at any time. Each belongs to one of 25 latent
 * families; vectors are log-normal around the family's. Every twentieth arrival is followed by a retirement. Three neighbors a task. Seed 7.
 */
class RetuningYear {
    private static final int TASKS = 500;
    private static final int FAMILIES = 25;
    private static final int VALUES = 64;
    private static final int BURSTS = 12;
    private static final double SPREAD = 0.7;
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration BURST = Duration.ofHours(8);

    @TempDir
    private Path state;

    private record Arrival(long second, TaskEmbedded task) {}

    /** What a year brought. */
    private record Year(int first, int again, int informed) {}

    @Test
    void printsWhatEachPolicyCosts() {
        Map<String, SettingsBuilder> policies = new LinkedHashMap<>();
        policies.put("off", settings());
        policies.put("on-change, shift 0", onChange(0));
        policies.put("on-change, shift 0.3", onChange(0.3));
        policies.put("on-change, shift 0.5", onChange(0.5));
        policies.put("on-change, shift 0, window 1 day", onChange(0).window(Duration.ofDays(1)));
        policies.put("on-change, shift 0.3, window 1 day", onChange(0.3).window(Duration.ofDays(1)));
        policies.put("on-change, shift 0.5, window 7 days", onChange(0.5).window(Duration.ofDays(7)));
        System.out.println("| policy | first tunings | re-tunings | a task | changes that only informed |");
        System.out.println("|---|---|---|---|---|");
        policies.forEach((name, policy) -> {
            Year year = simulate(policy.build(), state.resolve(name.replaceAll("\\W+", "-")));
            System.out.printf(
                    "| %s | %d | %d | %.2f | %d |%n",
                    name, year.first(), year.again(), (double) year.again() / year.first(), year.informed());
        });
    }

    private static SettingsBuilder onChange(double shift) {
        return settings().retune(Retune.ON_CHANGE).shift(shift);
    }

    private static Year simulate(GraphSettings settings, Path folder) {
        try (var graph = GraphDriver.start(folder, settings)) {
            long now = 0;
            var random = new Random(7);
            List<Arrival> arrivals = arrivals(random);
            for (int i = 0; i < arrivals.size(); i++) {
                Arrival arrival = arrivals.get(i);
                graph.pass(Duration.ofSeconds(arrival.second() - now));
                now = arrival.second();
                graph.arrive(arrival.task());
                if (i % 20 == 19) {
                    graph.retire(arrivals.get(random.nextInt(i)).task().task());
                }
            }
            graph.pass(YEAR);
            List<TaskNeighbors> events = graph.written();
            long first = events.stream().filter(event -> event.revision() == 1).count();
            long asking = events.stream().filter(TaskNeighbors::asksForTuning).count();
            return new Year((int) first, (int) (asking - first), (int) (events.size() - asking));
        }
    }

    private static List<Arrival> arrivals(Random random) {
        float[][] families = new float[FAMILIES][];
        for (int i = 0; i < FAMILIES; i++) {
            families[i] = logNormal(random, new float[VALUES], 1);
        }
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            long second = i % 3 == 0
                    ? YEAR.toSeconds() / BURSTS * random.nextInt(BURSTS) + random.nextInt((int) BURST.toSeconds())
                    : random.nextInt((int) YEAR.toSeconds());
            float[] values = logNormal(random, families[random.nextInt(FAMILIES)], SPREAD);
            arrivals.add(new Arrival(second, Vectors.ofValues("task-" + i, values)));
        }
        arrivals.sort((one, other) -> Long.compare(one.second(), other.second()));
        return arrivals;
    }

    /** Values around others on a logarithmic scale; around ones where the others are zero. */
    private static float[] logNormal(Random random, float[] around, double spread) {
        float[] values = new float[around.length];
        for (int i = 0; i < values.length; i++) {
            double center = around[i] == 0 ? 0 : Math.log(around[i]);
            values[i] = (float) Math.exp(center + spread * random.nextGaussian());
        }
        return values;
    }
}
