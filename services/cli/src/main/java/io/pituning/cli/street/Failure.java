package io.pituning.cli.street;

import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskRegistered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that could not be done.
 *
 * @param at when that was told
 */
public record Failure(StepFailed event, Instant at) {

    /** {@return the failure that a record tells of, if it tells of one} */
    public static Optional<Failure> of(Arrival arrival) {
        return arrival.as(StepFailed.class).map(event -> new Failure(event, arrival.at()));
    }

    /** {@return all that {@code pi.failures} still holds, in the order of their time} */
    public static List<Failure> all(Broker broker) {
        List<Failure> all = new ArrayList<>();
        try (TopicReader reader = broker.read(Set.of(Topic.FAILURES))) {
            reader.toEnd(arrival -> of(arrival).ifPresent(all::add));
        }
        return all;
    }

    /** {@return those of these failures, in the order of their time, that nothing has overcome since, of several on one record the newest} */
    public static List<Failure> standing(List<Failure> failures, Broker broker) {
        if (failures.isEmpty()) {
            return failures;
        }
        Map<String, TaskRegistered> requests = broker.newest(TaskRegistered.class);
        Findings findings = new Findings(requests.values());
        try (TopicReader reader = broker.read(Set.of(Topic.WORKER_EVENTS))) {
            reader.toEnd(findings::take);
        }
        try (Records records = broker.records()) {
            NewerRecords newer = NewerRecords.than(
                    failures.stream().map(failure -> failure.event().original()).toList(), records);
            return standing(failures, newer, requests, findings);
        }
    }

    static List<Failure> standing(
            List<Failure> failures, NewerRecords newer, Map<String, TaskRegistered> requests, Findings findings) {
        Map<Work, Failure> standing = new LinkedHashMap<>();
        failures.stream()
                .filter(failure -> !newer.supersede(failure.event().original()))
                .filter(failure -> !failure.isOfAnEarlierRegistration(requests))
                .filter(failure -> !failure.isOvercomeByWorkers(findings))
                .forEach(failure -> {
                    // A record may come to a step several times, and so may its failure; the newest stands in its own
                    // time.
                    standing.remove(failure.work());
                    standing.put(failure.work(), failure);
                });
        return List.copyOf(standing.values());
    }

    /** A step on a record. */
    private record Work(Step step, String topic, int partition, long offset) {}

    private Work work() {
        var original = event.original();
        return new Work(event.step(), original.topic(), original.partition(), original.offset());
    }

    private boolean isOfAnEarlierRegistration(Map<String, TaskRegistered> requests) {
        return event.task()
                .map(requests::get)
                .filter(request -> event.registration()
                        .filter(told -> !told.equals(request.registrationId()))
                        .isPresent())
                .isPresent();
    }

    /** A worker tells of every load that failed, and it or another one when the expert is loaded; both are forgotten after a while. */
    private boolean isOvercomeByWorkers(Findings findings) {
        return event.step() == Step.LOAD
                && event.task().filter(task -> !findings.isRefused(task)).isPresent();
    }

    /** {@return the task it is about: the event's, or what the record's key says where the record could not be read} */
    public Optional<String> task() {
        return event.task().or(() -> event.original().key());
    }
}
