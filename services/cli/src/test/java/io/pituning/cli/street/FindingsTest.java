package io.pituning.cli.street;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.WorkerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingsTest {
    private final Findings findings = new Findings(List.of(Mood.REGISTERED));

    @Test
    void aFailureOfTheRegistrationCountsAndThatOfAnotherDoesNot() {
        StepFailed failed = Mood.failed(Step.TRAIN, Optional.of(Mood.REGISTRATION), 5);

        take(failed);
        take(Mood.failed(Step.TRAIN, Optional.of("0123"), 5));

        assertThat(findings.failures()).extracting(Failure::event).containsExactly(failed);
    }

    @Test
    void aRecordThatCouldNotBeReadCountsByItsKey() {
        take(Mood.failed(Step.TRAIN, Optional.empty(), 5));

        assertThat(findings.failures()).extracting(Failure::task).containsExactly(Optional.of("mood"));
    }

    @Test
    void aRetiredTaskHasNothingAlsoWhereItIsRegisteredAgainInTheSameWords() {
        take(Mood.tuned(0.5));
        take(Mood.worker("gpu-0", WorkerEvent.Kind.LOADED));

        findings.take(new Arrival(Topic.TUNED_EXPERTS, Optional.of("mood"), Optional.empty(), Instant.EPOCH));
        take(Mood.worker("gpu-0", WorkerEvent.Kind.RETIRED));

        assertThat(findings.tuned("mood")).isEmpty();
        assertThat(findings.isLoaded("mood")).isFalse();
    }

    @Test
    void aTaskIsServedUntilTheLastWorkerHasRetiredIt() {
        take(Mood.worker("gpu-0", WorkerEvent.Kind.LOADED));
        take(Mood.worker("gpu-1", WorkerEvent.Kind.LOADED));

        take(Mood.worker("gpu-0", WorkerEvent.Kind.RETIRED));
        assertThat(findings.isLoaded("mood")).isTrue();

        take(Mood.worker("gpu-1", WorkerEvent.Kind.RETIRED));
        assertThat(findings.isLoaded("mood")).isFalse();
    }

    @Test
    void anExpertThatIsRefusedLeavesTheOneServedBefore() {
        take(Mood.worker("gpu-0", WorkerEvent.Kind.LOADED));

        take(Mood.worker("gpu-0", WorkerEvent.Kind.REFUSED));

        assertThat(findings.isLoaded("mood")).isTrue();
    }

    @Test
    void anExpertIsRefusedUntilThatWorkerHasLoadedIt() {
        take(Mood.worker("gpu-0", WorkerEvent.Kind.REFUSED));
        assertThat(findings.isRefused("mood")).isTrue();

        take(Mood.worker("gpu-0", WorkerEvent.Kind.LOADED));
        assertThat(findings.isRefused("mood")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOADED", "REPLACED"})
    void aRefusalIsForgottenOnceAnotherWorkerServesTheSameExpert(WorkerEvent.Kind kind) {
        take(Mood.worker("gpu-0", WorkerEvent.Kind.REFUSED));

        take(Mood.worker("gpu-1", kind));

        assertThat(findings.isRefused("mood")).isFalse();
    }

    @Test
    void aRefusalCountsWhereTheOtherWorkerServedTheExpertBeforeOrServesAnother() {
        take(Mood.worker("gpu-1", WorkerEvent.Kind.LOADED));
        take(Mood.worker("gpu-0", WorkerEvent.Kind.REFUSED));
        assertThat(findings.isRefused("mood")).isTrue();

        take(Mood.worker("gpu-1", WorkerEvent.Kind.REPLACED, new Artifact("file:///b", "f".repeat(64), 1)));
        assertThat(findings.isRefused("mood")).isTrue();
    }

    private void take(Event event) {
        findings.take(Mood.arrival(event));
    }
}
