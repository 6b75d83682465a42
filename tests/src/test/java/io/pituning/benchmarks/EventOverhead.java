package io.pituning.benchmarks;

import io.pituning.harness.EventLog;
import io.pituning.harness.StandaloneSystem;
import io.pituning.harness.Systems;
import io.pituning.harness.TaskPublisher;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.schemas.event.WorkerEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task costs besides computing: from publishing it to the worker's word that it is served, less the seconds that the five steps
 * say they computed, divided by a quarter of a second. One task after the other, so none waits for another.
 */
final class EventOverhead implements Benchmark {
    private static final double ALLOWED_SECONDS = 0.25;
    private static final double GOAL = 1;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 9;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public Measurement measure() {
        try (StandaloneSystem system = StandaloneSystem.start(Systems.freshHome("event-overhead"));
                TaskPublisher tasks = new TaskPublisher(system.bootstrapServers());
                EventLog events = new EventLog(system.bootstrapServers())) {
            List<Double> ratios = new ArrayList<>();
            double computed = 0;
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                String task = "task-" + round;
                long begin = System.nanoTime();
                tasks.publish(task, registration(task, round));
                double loading = events.await(WorkerEvent.class, task).seconds();
                double total = (System.nanoTime() - begin) / NANOS_PER_SECOND;
                double computing = loading
                        + events.await(ExpertTrained.class, task).seconds()
                        + events.await(TaskEmbedded.class, task).seconds()
                        + events.await(TaskNeighbors.class, task).seconds()
                        + events.await(ExpertTuned.class, task).seconds();
                if (round >= WARM_UP) {
                    ratios.add((total - computing) / ALLOWED_SECONDS);
                    computed += computing / ROUNDS;
                }
            }
            return new Measurement(
                    ratios,
                    GOAL,
                    Measurement.Better.AT_MOST,
                    "(end to end - computing) / %.2f s; a task computes %.2f s".formatted(ALLOWED_SECONDS, computed));
        }
    }

    /** The seed makes it another registration; an adapter has an effect however little it has learned. */
    private static String registration(String task, int seed) {
        return """
                {"task":"%s","dataset":"builtin:sound-grammar","shots":2,"seed":%d,\
                "expert":{"method":"adapter","dimension":4},"training":{"epochs":1},"interpolation":{"neighbors":1}}""".formatted(task, seed);
    }
}
