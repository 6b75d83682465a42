package io.pituning.faults;

import io.pituning.harness.Cluster;
import io.pituning.harness.Cluster.Service;
import io.pituning.harness.EventLog;
import io.pituning.harness.Systems;
import io.pituning.harness.TaskPublisher;
import io.pituning.harness.WorkerClient;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.WorkerEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The services and their broker as processes of their own, with a task that stays as everybody's neighbor. Each cell registers tasks of its own
 * and retires them at its end, so that every one meets the same neighborhood and must end with the same bytes.
 */
final class Testbed implements AutoCloseable {
    /** The task that stays. */
    static final String NEIGHBOR = "neighbor";

    private static final String UNDISTURBED = "victim-000";

    private final Path home = Systems.freshHome("faults");
    private final Disk disk = new Disk(home.resolve("artifacts"));
    private final Cluster cluster = Cluster.start(
            home,
            Cluster.Purpose.FAULTS,
            1,
            Map.of(
                    "pi.steps.checkpoint-interval", "PT0S",
                    "pi.retry.attempts", "50",
                    "pi.retry.first", "PT0.5S",
                    "pi.retry.longest", "PT2S",
                    "pi.progress.interval", "PT0.1S"));
    private final EventCodec codec = new EventCodec();
    private final Map<String, TaskRegistered> registered = new LinkedHashMap<>();
    private final EventLog events = new EventLog(cluster.bootstrapServers());
    private int victims;

    Testbed() {
        publish(line(NEIGHBOR, "sound-grammar", 7));
        awaitServed(NEIGHBOR);
        String undisturbed = newTask();
        register(undisturbed);
        awaitServed(undisturbed);
        retireAll();
    }

    Cluster cluster() {
        return cluster;
    }

    /** What the artifact store lies on. */
    Disk disk() {
        return disk;
    }

    EventLog events() {
        return events;
    }

    WorkerClient worker() {
        return new WorkerClient(cluster.the(Service.WORKER).address());
    }

    /** {@return a name that no other cell uses} */
    String newTask() {
        return "victim-%03d".formatted(victims++);
    }

    /** Registers a task, in the one form that is compared with the undisturbed one. */
    void register(String task) {
        register(task, 7);
    }

    /** Registers a task with another seed, which makes it another registration. */
    void register(String task, int seed) {
        registered.put(task, publish(line(task, "restaurant-reviews", seed)));
    }

    private TaskRegistered publish(String line) {
        TaskRegistered registration = codec.decode(TaskRegistered.class, line.getBytes(StandardCharsets.UTF_8));
        try (TaskPublisher tasks = new TaskPublisher(cluster.bootstrapServers())) {
            tasks.publish(registration.task(), line);
        }
        return registration;
    }

    /** Three epochs of four batches. An adapter has an effect from the start, so the worker takes it however little it has learned. */
    private static String line(String task, String dataset, int seed) {
        return """
                {"task":"%s","dataset":"builtin:%s","shots":8,"seed":%d,"training":{"epochs":3,"batchSize":4},\
                "expert":{"method":"adapter","dimension":8},"interpolation":{"neighbors":1}}""".formatted(task, dataset, seed);
    }

    /** Publishes once more, the newest first, everything that the topics hold about a task. */
    void deliverAgain(String task) {
        try (TaskPublisher publisher = new TaskPublisher(cluster.bootstrapServers())) {
            for (Topic topic : List.of(Topic.TASK_NEIGHBORS, Topic.TASK_VECTORS, Topic.EXPERTS, Topic.TASKS)) {
                events.records(topic).stream()
                        .filter(record -> task.equals(record.key()) && record.value() != null)
                        .toList()
                        .forEach(publisher::again);
            }
        }
    }

    private void awaitServed(String task) {
        events.await(ExpertTuned.class, task);
        events.await(WorkerEvent.class, task);
    }

    /** Waits until everything of this cell is served, and looks whether everything guaranteed is so. */
    void assertGuarantees() {
        assertThatHold(new NothingFailed(), new Undisturbed(UNDISTURBED));
    }

    /** Like {@link #assertGuarantees}, for a cell in which a failure was reported and then repaired. */
    void assertGuaranteesAfterFailures() {
        assertThatHold(new Undisturbed(UNDISTURBED));
    }

    /** Like {@link #assertGuarantees}, but for several tasks published at once: which tasks are neighbors then depends on their order. */
    void assertGuaranteesButBytes() {
        assertThatHold(new NothingFailed());
    }

    private void assertThatHold(Guarantee... more) {
        registered.forEach((task, registration) -> {
            events.await(
                    ExpertTuned.class,
                    "tuned " + task,
                    event -> event.task().equals(task) && event.registration().equals(registration.registrationId()));
            events.await(
                    WorkerEvent.class,
                    "served " + task,
                    event -> event.task().equals(task) && event.registration().equals(registration.registrationId()));
        });
        List<Guarantee> always = List.of(
                new NobodyStuck(cluster.bootstrapServers()),
                new NothingLost(),
                new ExactlyOneTunedExpert(),
                new StoreHasNoHalfFiles());
        Stream.concat(always.stream(), Stream.of(more)).forEach(guarantee -> guarantee.check(evidence()));
    }

    Evidence evidence() {
        return new Evidence(List.copyOf(registered.values()), events, cluster.artifacts(), worker());
    }

    /** {@return where the results of a task lie in the store} */
    Path results(String task) {
        return store("results", task);
    }

    /** {@return where the checkpoints of a task lie in the store} */
    Path checkpoints(String task) {
        return store("checkpoints", task);
    }

    private Path store(String kind, String task) {
        return cluster.artifacts()
                .resolve(kind)
                .resolve(task)
                .resolve(registered.get(task).registrationId().substring(0, 16));
    }

    /** {@return whether a step of a task has a result in the store} */
    boolean hasResult(String task, String step) {
        return holds(results(task), step);
    }

    /** {@return whether a step of a task has a checkpoint in the store} */
    boolean hasCheckpoint(String task, String step) {
        return holds(checkpoints(task), step);
    }

    private static boolean holds(Path folder, String step) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.anyMatch(entry -> entry.getFileName().toString().startsWith(step + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings everything back that a cell has left broken, and retires its tasks. */
    void restore() {
        disk.restore();
        cluster.repair();
        retireAll();
    }

    private void retireAll() {
        try (TaskPublisher tasks = new TaskPublisher(cluster.bootstrapServers())) {
            registered.keySet().forEach(tasks::retire);
        }
        Awaitility.await("retired").atMost(EventLog.PATIENCE).until(() -> registered.keySet().stream()
                .allMatch(task -> events.records(Topic.TUNED_EXPERTS).stream()
                                .anyMatch(record -> task.equals(record.key()) && record.value() == null)
                        && isServedNoMore(task)));
        registered.clear();
    }

    private boolean isServedNoMore(String task) {
        List<WorkerEvent.Kind> told = events.events(WorkerEvent.class, task).stream()
                .map(WorkerEvent::kind)
                .toList();
        return told.lastIndexOf(WorkerEvent.Kind.RETIRED)
                >= Math.max(told.lastIndexOf(WorkerEvent.Kind.LOADED), told.lastIndexOf(WorkerEvent.Kind.REPLACED));
    }

    /** {@return the name of what a service makes of its record} */
    static String step(Service service) {
        return switch (service) {
            case TRAINER -> "train";
            case EMBEDDER -> "embed";
            case INTERPOLATOR -> "tune";
            case GRAPH, WORKER -> throw new IllegalArgumentException(service + " keeps no results in the store");
        };
    }

    @Override
    public void close() {
        events.close();
        cluster.close();
        disk.close();
    }
}
