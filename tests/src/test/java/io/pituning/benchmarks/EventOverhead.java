package io.pituning.benchmarks;

import io.pituning.benchmarks.Journeys.Journey;
import io.pituning.harness.StandaloneSystem;
import io.pituning.harness.Systems;
import io.pituning.harness.TaskPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task costs besides computing: from publishing it to the worker's word that it is served, less the seconds that the five steps
 * say they computed, divided by a quarter of a second. One task after the other, so none waits for another.
 */
final class EventOverhead implements Benchmark {
    static final double ALLOWED_SECONDS = 0.25;
    private static final double GOAL = 1;
    private static final int WARM_UP = 40;
    private static final int ROUNDS = 40;

    @Override
    public Measurement measure() {
        try (StandaloneSystem system = StandaloneSystem.start(Systems.freshHome("event-overhead"));
                TaskPublisher tasks = new TaskPublisher(system.bootstrapServers());
                Journeys journeys = new Journeys(system.bootstrapServers())) {
            List<Journey> measured = new ArrayList<>();
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                String task = "task-" + round;
                tasks.publish(task, registration(task, round));
                while (journeys.of(task).isEmpty()) {
                    journeys.read(Duration.ofSeconds(1));
                }
                if (round >= WARM_UP) {
                    measured.add(journeys.of(task).orElseThrow());
                }
            }
            return new Measurement(
                    measured.stream()
                            .map(journey -> journey.overhead() / ALLOWED_SECONDS)
                            .toList(),
                    GOAL,
                    Measurement.Better.AT_MOST,
                    "(end to end - computing) / %.2f s; a task computes %.2f s; milliseconds by step: %s"
                            .formatted(
                                    ALLOWED_SECONDS,
                                    Times.median(measured.stream()
                                            .map(Journey::computed)
                                            .toList()),
                                    Journeys.waits(measured)));
        }
    }

    /** The seed makes it another registration; an adapter has an effect however little it has learned. */
    static String registration(String task, int seed) {
        return """
                {"task":"%s","dataset":"builtin:sound-grammar?train=50&validation=20&test=20","shots":2,"seed":%d,\
                "expert":{"method":"adapter","dimension":4},"training":{"epochs":1},"interpolation":{"neighbors":1}}""".formatted(task, seed);
    }
}
