package io.pituning.cli.street;

import io.pituning.schemas.Topic;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.StepOutput;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskEvent;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.WorkerEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the topics have told about the registrations one waits for. */
public final class Findings {
    private final Map<String, String> registrations = new LinkedHashMap<>();
    private final Map<String, ExpertTrained> trained = new LinkedHashMap<>();
    private final Map<String, TaskEmbedded> embedded = new LinkedHashMap<>();
    private final Map<String, ExpertTuned> tuned = new LinkedHashMap<>();
    /** Task to the workers that serve it. */
    private final Map<String, Set<String>> loaded = new HashMap<>();
    /** Task to the workers that could not load its newest expert, each with the SHA-256 of that expert. */
    private final Map<String, Map<String, String>> refused = new HashMap<>();

    private final List<Failure> failures = new ArrayList<>();
    private double computeSeconds;

    /** @param requests the registrations one waits for */
    public Findings(Collection<TaskRegistered> requests) {
        requests.forEach(request -> registrations.put(request.task(), request.registrationId()));
    }

    /** Takes in what a record says; what belongs to no registration one waits for is passed over. */
    public void take(Arrival arrival) {
        if (arrival.event().isEmpty()) {
            arrival.key().ifPresent(task -> forget(arrival.topic(), task));
        }
        Failure.of(arrival)
                .filter(failure -> isWaitedFor(failure.task(), failure.event().registration()))
                .ifPresent(failures::add);
        arrival.event()
                .filter(TaskEvent.class::isInstance)
                .map(TaskEvent.class::cast)
                .filter(event -> isWaitedFor(Optional.of(event.task()), Optional.of(event.registration())))
                .ifPresent(this::take);
    }

    /** Forgets the failures that no longer {@linkplain Failure#standing stand}. */
    public void forgetOvercome(Broker broker) {
        List<Failure> standing = Failure.standing(failures(), broker);
        failures.clear();
        failures.addAll(standing);
    }

    private void take(TaskEvent event) {
        if (event instanceof StepOutput output) {
            computeSeconds += output.seconds();
        }
        if (event instanceof ExpertTrained expert) {
            trained.put(expert.task(), expert);
        } else if (event instanceof TaskEmbedded vector) {
            embedded.put(vector.task(), vector);
        } else if (event instanceof ExpertTuned expert) {
            tuned.put(expert.task(), expert);
        } else if (event instanceof WorkerEvent load) {
            take(load);
        }
    }

    private void take(WorkerEvent event) {
        Set<String> serving = loaded.computeIfAbsent(event.task(), any -> new HashSet<>());
        Map<String, String> refusing = refused.computeIfAbsent(event.task(), any -> new HashMap<>());
        refusing.remove(event.worker());
        switch (event.kind()) {
            case LOADED, REPLACED -> {
                serving.add(event.worker());
                // A worker that refused it may be gone, and this one in its place: it would never tell that it can by
                // now.
                refusing.values().removeIf(event.artifact().sha256()::equals);
            }
            case RETIRED -> serving.remove(event.worker());
            // The expert it served before stays.
            case REFUSED -> refusing.put(event.worker(), event.artifact().sha256());
        }
    }

    /** A task that is retired has nothing any more, also where it is registered again in the same words. */
    private void forget(Topic topic, String task) {
        switch (topic) {
            case EXPERTS -> trained.remove(task);
            case TASK_VECTORS -> embedded.remove(task);
            case TUNED_EXPERTS -> tuned.remove(task);
            default -> {
                // No record of these tells what a task has.
            }
        }
    }

    private boolean isWaitedFor(Optional<String> task, Optional<String> registration) {
        return task.map(registrations::get)
                .filter(expected -> registration.map(expected::equals).orElse(true))
                .isPresent();
    }

    /** {@return the task's own expert, if it is there} */
    public Optional<ExpertTrained> trained(String task) {
        return Optional.ofNullable(trained.get(task));
    }

    /** {@return the task's vector, if it is there} */
    public Optional<TaskEmbedded> embedded(String task) {
        return Optional.ofNullable(embedded.get(task));
    }

    /** {@return the task's tuned expert, if it is there} */
    public Optional<ExpertTuned> tuned(String task) {
        return Optional.ofNullable(tuned.get(task));
    }

    /** {@return whether a worker serves the task} */
    public boolean isLoaded(String task) {
        return !loaded.getOrDefault(task, Set.of()).isEmpty();
    }

    /** {@return whether a worker could not load the task's newest expert, and no worker could later} */
    public boolean isRefused(String task) {
        return !refused.getOrDefault(task, Map.of()).isEmpty();
    }

    /** Forgets all failures: what failed is published again. */
    public void forgetFailures() {
        failures.clear();
    }

    /** {@return what could not be done, in the order it was told} */
    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** {@return seconds all steps computed, together} */
    public double computeSeconds() {
        return computeSeconds;
    }
}
