package io.pituning.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.harness.EventLog;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.WorkerEvent;
import java.io.IOException;
import org.awaitility.Awaitility;

/** Every registration that the broker took has its tuned expert, which a worker serves now. */
record NothingLost() implements Guarantee {
    @Override
    public void check(Evidence evidence) {
        for (TaskRegistered registration : evidence.registered()) {
            assertThat(evidence.events().events(ExpertTuned.class, registration.task()))
                    .as("tuned experts of " + registration.task())
                    .extracting(ExpertTuned::registration)
                    .contains(registration.registrationId());
            assertThat(evidence.events().events(WorkerEvent.class, registration.task()))
                    .as("what the worker says of " + registration.task())
                    .extracting(WorkerEvent::kind)
                    .contains(WorkerEvent.Kind.LOADED)
                    .doesNotContain(WorkerEvent.Kind.REFUSED);
        }
        // What it told may be from before it was killed.
        Awaitility.await("everything served")
                .atMost(EventLog.PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(evidence.worker().tasks())
                        .containsAll(evidence.registered().stream()
                                .map(TaskRegistered::task)
                                .toList()));
    }
}
