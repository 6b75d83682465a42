package io.pituning.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskRegistered;
import java.util.List;

/** No registration's step was told as failed: what passes by itself was waited for. */
record NothingFailed() implements Guarantee {
    @Override
    public void check(Evidence evidence) {
        List<String> tasks =
                evidence.registered().stream().map(TaskRegistered::task).toList();
        assertThat(evidence.events().events(StepFailed.class))
                .filteredOn(failed -> failed.task().filter(tasks::contains).isPresent())
                .as("failures")
                .isEmpty();
    }
}
