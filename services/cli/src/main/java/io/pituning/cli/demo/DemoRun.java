package io.pituning.cli.demo;

import io.pituning.cli.street.Arrival;
import io.pituning.cli.street.Broker;
import io.pituning.cli.street.Failure;
import io.pituning.cli.street.Findings;
import io.pituning.cli.street.Resubmission;
import io.pituning.cli.street.TopicReader;
import io.pituning.cli.street.UserException;
import io.pituning.cli.terminal.Display;
import io.pituning.cli.terminal.Durations;
import io.pituning.cli.terminal.Numbers;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Chosen;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.StepProgress;
import io.pituning.schemas.event.TaskEmbedded;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Publishes the plan's tasks as a user would and follows them down the street.
 *
 * <p>The graph must be told to {@linkplain #gather(DemoPlan) wait for the whole pool}: every pool task then finds its neighbors among all
 * others, and is tuned once.
 */
public final class DemoRun {
    private static final String BAR = "demo";
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);
    private static final Set<Topic> TOPICS = Set.of(
            Topic.EXPERTS,
            Topic.TASK_VECTORS,
            Topic.TASK_NEIGHBORS,
            Topic.TUNED_EXPERTS,
            Topic.PROGRESS,
            Topic.FAILURES,
            Topic.WORKER_EVENTS);

    private final DemoPlan plan;
    private final Broker broker;
    private final Display display;
    private final Findings findings;
    private final Workload workload;
    private final EventCodec codec = new EventCodec();
    private final Instant begin = Instant.now();
    private Instant lastArrival = begin;

    public DemoRun(DemoPlan plan, Broker broker, Display display) {
        this.plan = plan;
        this.broker = broker;
        this.display = display;
        this.findings =
                new Findings(plan.all().stream().map(DemoTask::registration).toList());
        this.workload = new Workload(plan);
    }

    /** {@return the graph's setting {@code pi.graph.gather} for a plan} */
    public static int gather(DemoPlan plan) {
        return plan.pool().size();
    }

    /**
     * Returns when every task's tuned expert is served, or as soon as one step has failed.
     *
     * @return what was found, failures included
     * @throws UserException {@code demo-stalled} when nothing is heard for long
     */
    public Findings run() {
        try (TopicReader reader = broker.read(TOPICS)) {
            takeUp(reader);
            publish(plan.pool());
            if (follow(reader, plan.pool(), task -> findings.embedded(task).isPresent())) {
                publish(plan.newcomers());
                follow(reader, plan.all(), task -> findings.isLoaded(task) && !findings.isRefused(task));
            }
        } finally {
            display.drop(BAR);
        }
        return findings;
    }

    private void publish(List<DemoTask> tasks) {
        Map<String, byte[]> records = new LinkedHashMap<>();
        tasks.forEach(task -> records.put(task.name(), codec.encode(task.registration())));
        broker.publish(Topic.TASKS, records);
        display.say("published " + tasks.size() + " " + tasks.get(0).role().word()
                + (tasks.size() == 1 ? " task on " : " tasks on ")
                + Topic.TASKS.topicName() + ": " + String.join(", ", records.keySet()));
    }

    /** What an earlier run in the same home has done counts; what it failed on is published again. */
    private void takeUp(TopicReader reader) {
        reader.toEnd(this::take);
        // Registrations are published anyway, those of the newcomers once the pool is there.
        List<Failure> further = findings.failures().stream()
                .filter(failure -> !failure.event().original().topic().equals(Topic.TASKS_NAME))
                .toList();
        if (!further.isEmpty()) {
            broker.publish(Resubmission.of(further, broker).stream()
                    .flatMap(resubmission -> resubmission.record().stream())
                    .toList());
        }
        findings.forgetFailures();
    }

    /** {@return whether all these tasks are done; otherwise something has failed} */
    private boolean follow(TopicReader reader, List<DemoTask> tasks, Predicate<String> done) {
        while (!tasks.stream().map(DemoTask::name).allMatch(done)) {
            reader.next(this::take);
            if (!findings.failures().isEmpty()) {
                return false;
            }
            display.show(BAR, workload.gauge(findings, Duration.between(begin, Instant.now())));
            if (Duration.between(lastArrival, Instant.now()).compareTo(LONGEST_SILENCE) > 0) {
                throw new UserException(
                        "demo-stalled",
                        "Nothing has happened for " + Durations.words(LONGEST_SILENCE) + ".",
                        "Run it again with --home DIR and check DIR/pi-tuning.log.");
            }
        }
        return true;
    }

    private void take(Arrival arrival) {
        lastArrival = Instant.now();
        arrival.as(StepProgress.class).ifPresent(workload::take);
        findings.take(arrival);
        arrival.as(ExpertTrained.class).ifPresent(this::tell);
        arrival.as(TaskEmbedded.class)
                .ifPresent(event -> say(
                        event.task(),
                        "vector",
                        event.seconds(),
                        event.vector().tensors().size() + " tensors"));
        arrival.as(ExpertTuned.class).ifPresent(this::tell);
    }

    private void tell(ExpertTrained event) {
        say(
                event.task(),
                "own expert",
                event.seconds(),
                Numbers.percent(event.metrics().validation().accuracy()) + " % on validation"
                        + event.metrics()
                                .chance()
                                .map(chance -> ", chance " + Numbers.percent(chance.validation()) + " %")
                                .orElse(""));
    }

    private void tell(ExpertTuned event) {
        String result = Numbers.percent(event.metrics().tuned().validation().accuracy()) + " % on validation";
        say(
                event.task(),
                "tuned",
                event.seconds(),
                result + (event.chosen() == Chosen.OWN ? ", own expert kept" : ", interpolated"));
    }

    private void say(String task, String what, double seconds, String result) {
        display.say(String.format(
                "  %-22s %-11s %6s  %s", task, what, Durations.words(Durations.ofSeconds(seconds)), result));
    }
}
