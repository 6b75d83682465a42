package io.pituning.faults;

import io.pituning.harness.EventLog;
import io.pituning.harness.StandaloneSystem;
import io.pituning.harness.Systems;
import io.pituning.harness.TaskPublisher;
import io.pituning.harness.WorkerClient;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.WorkerEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** A standalone system with its home folder, which outlives the process: it can be killed and started again. */
final class Town implements AutoCloseable {
    private final Path home = Systems.freshHome("faults");
    private final EventCodec codec = new EventCodec();
    private final Set<TaskRegistered> registered = new LinkedHashSet<>();
    private StandaloneSystem system;
    private EventLog events;

    Town() {
        start();
    }

    /** Starts the system; returns when it is ready. */
    void start() {
        system = StandaloneSystem.start(home);
        events = new EventLog(system.bootstrapServers());
    }

    /** Ends broker and services as {@code kill -9} does. */
    void kill() {
        system.kill();
        events.close();
    }

    /** Publishes a registration; returns when the broker has it. */
    void register(String line) {
        TaskRegistered registration = codec.decode(TaskRegistered.class, line.getBytes(StandardCharsets.UTF_8));
        try (TaskPublisher tasks = new TaskPublisher(system.bootstrapServers())) {
            tasks.publish(registration.task(), line);
        }
        registered.add(registration);
    }

    EventLog events() {
        return events;
    }

    Path artifacts() {
        return system.artifacts();
    }

    /** {@return where the results of a registration lie} */
    Path results(String task) {
        TaskRegistered registration = registered.stream()
                .filter(candidate -> candidate.task().equals(task))
                .findFirst()
                .orElseThrow();
        return artifacts()
                .resolve("results")
                .resolve(task)
                .resolve(registration.registrationId().substring(0, 16));
    }

    /** Waits until everything registered is served and every service has acknowledged all that it was given. */
    Evidence atRest() {
        registered.forEach(registration -> {
            events.await(ExpertTuned.class, registration.task());
            events.await(WorkerEvent.class, registration.task());
        });
        awaitAcknowledgements();
        return evidence();
    }

    Evidence evidence() {
        return new Evidence(Set.copyOf(registered), events, artifacts(), new WorkerClient(system.worker()));
    }

    /** Waits until no service has a record before it that it has not acknowledged. */
    void awaitAcknowledgements() {
        new NobodyStuck(system.bootstrapServers()).check(evidence());
    }

    @Override
    public void close() {
        events.close();
        system.close();
    }
}
