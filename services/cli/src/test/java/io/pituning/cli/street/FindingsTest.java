package io.pituning.cli.street;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskRegistered;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final TaskRegistered MOOD = TaskRegistered.of("mood", "file:///data/mood");

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

    private void take(StepFailed failed) {
        findings.take(new Arrival(Topic.FAILURES, Optional.of("mood"), Optional.of(failed)));
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
