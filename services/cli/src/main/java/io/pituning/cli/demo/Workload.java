package io.pituning.cli.demo;

import io.pituning.cli.street.Findings;
import io.pituning.cli.terminal.Durations;
import io.pituning.cli.terminal.Gauge;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepProgress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How far the whole demonstration is: every step of every task, weighed by how long it usually takes. */
final class Workload {
    /** How long a step of a newcomer takes against the same step of a pool task: it has a fraction of the examples. */
    private static final double NEWCOMER_SHARE = 0.5;

    private static final Map<Step, Double> WEIGHTS = Map.of(Step.TRAIN, 3.0, Step.EMBED, 1.0, Step.TUNE, 5.0);
    private static final double SCALE = 1000;

    /** Before so much is done nobody can tell how long the rest takes. */
    private static final double SHARE_THAT_TELLS = 0.04;

    private final DemoPlan plan;
    private final Map<String, Double> running = new HashMap<>();
    private String note = "starting";

    Workload(DemoPlan plan) {
        this.plan = plan;
    }

    void take(StepProgress progress) {
        if (WEIGHTS.containsKey(progress.step()) && progress.total() > 0) {
            running.put(progress.task() + progress.step(), (double) progress.done() / progress.total());
            note = progress.task() + ": " + progress.what() + " " + progress.done() + "/" + progress.total();
        }
    }

    Gauge gauge(Findings findings, Duration elapsed) {
        double total = 0;
        double done = 0;
        for (DemoTask task : plan.all()) {
            for (Step step : WEIGHTS.keySet()) {
                double weight = WEIGHTS.get(step) * (task.role() == DemoTask.Role.POOL ? 1 : NEWCOMER_SHARE);
                total += weight;
                done += weight * share(task.name(), step, findings);
            }
        }
        double share = done / total;
        Optional<Duration> remaining = share > SHARE_THAT_TELLS
                ? Optional.of(Durations.ofSeconds(elapsed.toMillis() / 1e3 / share * (1 - share)))
                : Optional.empty();
        return new Gauge("demo", note, Math.round(SCALE * share), Math.round(SCALE), remaining);
    }

    private double share(String task, Step step, Findings findings) {
        boolean finished =
                switch (step) {
                    case TRAIN -> findings.trained(task).isPresent();
                    case EMBED -> findings.embedded(task).isPresent();
                    default -> findings.tuned(task).isPresent();
                };
        return finished ? 1 : Math.min(1, running.getOrDefault(task + step, 0.0));
    }
}
