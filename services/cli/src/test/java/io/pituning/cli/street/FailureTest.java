package io.pituning.cli.street;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.WorkerEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureTest {
    private final Map<String, TaskRegistered> requests = new HashMap<>(Map.of("mood", Mood.REGISTERED));
    private final Findings findings = new Findings(List.of(Mood.REGISTERED));
    private final NewerRecords newer = new NewerRecords();
    private final List<Failure> failures = new ArrayList<>();

    @Test
    void aFailureStandsAsLongAsNothingHasFollowed() {
        Failure failure = failed(Step.TRAIN, Optional.of(Mood.REGISTRATION), 5);
        newer.take(Mood.record("pi.tasks", 2, 5, 100, "mood"));

        assertThat(standing()).containsExactly(failure);
    }

    @Test
    void aFailureIsOvercomeOnceItsRecordIsPublishedAgain() {
        failed(Step.TRAIN, Optional.of(Mood.REGISTRATION), 5);
        newer.take(Mood.record("pi.tasks", 2, 5, 100, "mood"));
        newer.take(Mood.record("pi.tasks", 2, 6, 200, "mood"));

        assertThat(standing()).isEmpty();
    }

    @Test
    void whatFailsAgainStandsOnceWithItsNewestFailure() {
        failed(Step.TRAIN, Optional.of(Mood.REGISTRATION), 5);
        failed(Step.TRAIN, Optional.of(Mood.REGISTRATION), 6);
        Failure newest = failed(Step.TRAIN, Optional.of(Mood.REGISTRATION), 6);
        newer.take(Mood.record("pi.tasks", 2, 5, 100, "mood"));
        newer.take(Mood.record("pi.tasks", 2, 6, 200, "mood"));

        assertThat(standing()).singleElement().isSameAs(newest);
    }

    @Test
    void twoStepsThatFailOnOneRecordBothStand() {
        Failure one = failed(Step.EMBED, Optional.of(Mood.REGISTRATION), 5);
        Failure other = failed(Step.TUNE, Optional.of(Mood.REGISTRATION), 5);

        assertThat(standing()).containsExactly(one, other);
    }

    @Test
    void aFailureOfAnEarlierRegistrationIsOvercomeButThatOfATaskNobodyRegisteredStands() {
        failed(Step.EMBED, Optional.of("0123"), 5);
        assertThat(standing()).isEmpty();

        requests.clear();
        assertThat(standing()).hasSize(1);
    }

    @Test
    void aFailureWithoutATaskStandsAndIsAboutTheRecordsKey() {
        Failure failure = failed(Step.TRAIN, Optional.empty(), 5);

        assertThat(standing()).containsExactly(failure);
        assertThat(failure.task()).contains("mood");
    }

    @Test
    void aMistypedRecordIsOvercomeOnceARightOneHasFollowed() {
        failed(Step.TRAIN, Optional.empty(), 5);
        newer.take(Mood.record("pi.tasks", 2, 6, 100, "mood"));

        assertThat(standing()).isEmpty();
    }

    @Test
    void aFailedLoadStandsWhileAnotherWorkerServesTheExpertBefore() {
        worker("gpu-1", WorkerEvent.Kind.LOADED);
        Failure failure = failed(Step.LOAD, Optional.of(Mood.REGISTRATION), 5);
        worker("gpu-0", WorkerEvent.Kind.REFUSED);

        assertThat(standing()).containsExactly(failure);
    }

    @Test
    void aFailedLoadOfAnEarlierRegistrationIsOvercomeThoughNoWorkerLoadedIt() {
        failed(Step.LOAD, Optional.of("0123"), 5);
        worker("gpu-0", WorkerEvent.Kind.REFUSED);

        assertThat(standing()).isEmpty();
    }

    @Test
    void aFailedLoadIsForgottenWithWhatTheWorkersToldOfIt() {
        failed(Step.LOAD, Optional.of(Mood.REGISTRATION), 5);

        assertThat(standing()).isEmpty();
    }

    @Test
    void aFailedLoadIsOvercomeOnceTheExpertIsServed() {
        failed(Step.LOAD, Optional.of(Mood.REGISTRATION), 5);
        worker("gpu-0", WorkerEvent.Kind.REFUSED);
        assertThat(standing()).hasSize(1);

        worker("gpu-1", WorkerEvent.Kind.LOADED);
        assertThat(standing()).isEmpty();
    }

    private List<Failure> standing() {
        return Failure.standing(failures, newer, requests, findings);
    }

    private Failure failed(Step step, Optional<String> registration, long offset) {
        var failure = new Failure(Mood.failed(step, registration, offset), Instant.ofEpochSecond(failures.size()));
        failures.add(failure);
        return failure;
    }

    private void worker(String name, WorkerEvent.Kind kind) {
        findings.take(Mood.arrival(Mood.worker(name, kind)));
    }
}
