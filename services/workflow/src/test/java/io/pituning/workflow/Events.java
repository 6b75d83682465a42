package io.pituning.workflow;

import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.OwnMetrics;
import io.pituning.schemas.event.Score;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.TaskRegistered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A task on its way, and an outbox that remembers. */
final class Events {
    static final TaskRegistered REQUEST = TaskRegistered.of("pets", "builtin:pets");
    static final StepKey KEY = StepKey.of("pets", REQUEST.registrationId(), Step.TRAIN, List.of("model"));

    private Events() {}

    static ExpertTrained trained(Artifact artifact) {
        var score = new Score(0.5, 1, 10);
        return new ExpertTrained(
                REQUEST.task(),
                REQUEST.registrationId(),
                REQUEST,
                new FoundationRef("pi-nano", "a".repeat(64)),
                REQUEST.seed(),
                1,
                ExpertShape.lora(8, 100),
                artifact,
                new OwnMetrics(score, score, Optional.empty()));
    }

    static final class Remembered implements Outbox {
        final List<Event> sent = new ArrayList<>();

        @Override
        public void send(Event event) {
            sent.add(event);
        }
    }
}
