package io.pituning.cli.street;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Chosen;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.Score;
import io.pituning.schemas.event.Scores;
import io.pituning.schemas.event.Source;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.TunedMetrics;
import io.pituning.schemas.event.WorkerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingsTest {
    private static final TaskRegistered MOOD = TaskRegistered.of("mood", "file:///data/mood");

    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final FoundationRef FOUNDATION = new FoundationRef("pi-nano", SHA);
    private static final Artifact ARTIFACT = new Artifact("file:///a", SHA, 1);
    private static final Scores SCORES = new Scores(new Score(0.5, 1, 20), new Score(0.5, 1, 20));
    private static final ExpertTuned TUNED = new ExpertTuned(
            "mood",
            MOOD.registrationId(),
            MOOD,
            FOUNDATION,
            7,
            1,
            1,
            Chosen.INTERPOLATED,
            ExpertShape.lora(8, 100),
            ARTIFACT,
            List.of(new Source("mood", SHA, 1, 1)),
            new TunedMetrics(SCORES, SCORES, Optional.empty(), Optional.empty()));

    private final Findings findings = new Findings(List.of(MOOD));
    private final NewerRecords newer = new NewerRecords();

    @Test
    void aFailureOfTheRegistrationCounts() {
        take(failed(Optional.of(MOOD.registrationId()), 5));
        newer.take(NewerRecordsTest.record("pi.tasks", 2, 5, 100, "mood"));

        findings.forgetSuperseded(newer);

        assertThat(findings.failures()).hasSize(1);
    }

    @Test
    void aFailureOfAnotherRegistrationOfTheTaskDoesNotCount() {
        take(failed(Optional.of("0123"), 5));

        assertThat(findings.failures()).isEmpty();
    }

    @Test
    void aFailureFromBeforeTheSameRegistrationWasPublishedAgainIsForgotten() {
        StepFailed again = failed(Optional.of(MOOD.registrationId()), 6);
        take(failed(Optional.of(MOOD.registrationId()), 5));
        take(again);
        newer.take(NewerRecordsTest.record("pi.tasks", 2, 6, 100, "mood"));

        findings.forgetSuperseded(newer);

        assertThat(findings.failures()).containsExactly(again);
    }

    @Test
    void aMistypedRecordIsForgottenOnceARightOneHasFollowed() {
        take(failed(Optional.empty(), 5));
        newer.take(NewerRecordsTest.record("pi.tasks", 2, 6, 100, "mood"));

        findings.forgetSuperseded(newer);

        assertThat(findings.failures()).isEmpty();
    }

    @Test
    void aRetiredTaskHasNothingAlsoWhereItIsRegisteredAgainInTheSameWords() {
        take(TUNED);
        take(worker("gpu-0", WorkerEvent.Kind.LOADED));

        findings.take(new Arrival(Topic.TUNED_EXPERTS, Optional.of("mood"), Optional.empty(), Instant.EPOCH));
        take(worker("gpu-0", WorkerEvent.Kind.RETIRED));

        assertThat(findings.tuned("mood")).isEmpty();
        assertThat(findings.isLoaded("mood")).isFalse();
    }

    @Test
    void aTaskIsServedUntilTheLastWorkerHasRetiredIt() {
        take(worker("gpu-0", WorkerEvent.Kind.LOADED));
        take(worker("gpu-1", WorkerEvent.Kind.LOADED));

        take(worker("gpu-0", WorkerEvent.Kind.RETIRED));
        assertThat(findings.isLoaded("mood")).isTrue();

        take(worker("gpu-1", WorkerEvent.Kind.RETIRED));
        assertThat(findings.isLoaded("mood")).isFalse();
    }

    @Test
    void anExpertThatIsRefusedLeavesTheOneServedBefore() {
        take(worker("gpu-0", WorkerEvent.Kind.LOADED));

        take(worker("gpu-0", WorkerEvent.Kind.REFUSED));

        assertThat(findings.isLoaded("mood")).isTrue();
    }

    @Test
    void anExpertIsRefusedUntilThatWorkerHasLoadedIt() {
        take(worker("gpu-0", WorkerEvent.Kind.REFUSED));
        assertThat(findings.isRefused("mood")).isTrue();

        take(worker("gpu-0", WorkerEvent.Kind.LOADED));
        assertThat(findings.isRefused("mood")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOADED", "REPLACED"})
    void aRefusalIsForgottenOnceAnotherWorkerServesTheSameExpert(WorkerEvent.Kind kind) {
        take(worker("gpu-0", WorkerEvent.Kind.REFUSED));

        take(worker("gpu-1", kind));

        assertThat(findings.isRefused("mood")).isFalse();
    }

    @Test
    void aRefusalCountsWhereTheOtherWorkerServedTheExpertBeforeOrServesAnother() {
        take(worker("gpu-1", WorkerEvent.Kind.LOADED));
        take(worker("gpu-0", WorkerEvent.Kind.REFUSED));
        assertThat(findings.isRefused("mood")).isTrue();

        take(worker("gpu-1", WorkerEvent.Kind.REPLACED, new Artifact("file:///b", "f".repeat(64), 1)));
        assertThat(findings.isRefused("mood")).isTrue();
    }

    private void take(Event event) {
        findings.take(new Arrival(Topic.of(event.getClass()), Optional.of("mood"), Optional.of(event), Instant.EPOCH));
    }

    private static WorkerEvent worker(String name, WorkerEvent.Kind kind) {
        return worker(name, kind, ARTIFACT);
    }

    private static WorkerEvent worker(String name, WorkerEvent.Kind kind, Artifact artifact) {
        return new WorkerEvent(
                name, "mood", MOOD.registrationId(), FOUNDATION, 1, kind, artifact, Optional.empty(), Optional.empty());
    }

    private static StepFailed failed(Optional<String> registration, long offset) {
        return new StepFailed(
                Step.TRAIN,
                registration.map(any -> "mood"),
                registration,
                "dataset-missing",
                "There is no folder /data/mood.",
                "Check the address.",
                false,
                1,
                NewerRecordsTest.original("mood", 2, offset));
    }
}
