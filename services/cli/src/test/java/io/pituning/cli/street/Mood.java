package io.pituning.cli.street;

import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Chosen;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.OwnMetrics;
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

/** The events of one task, mood, as the services publish them. */
public final class Mood {
    public static final TaskRegistered REGISTERED = TaskRegistered.of("mood", "file:///data/mood");

    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final FoundationRef FOUNDATION = new FoundationRef("pi-nano", SHA);
    private static final Artifact ARTIFACT = new Artifact("file:///a", SHA, 1);

    private Mood() {}

    public static ExpertTrained trained(double test) {
        return new ExpertTrained(
                "mood",
                REGISTERED.registrationId(),
                REGISTERED,
                FOUNDATION,
                7,
                1,
                ExpertShape.lora(8, 100),
                ARTIFACT,
                new OwnMetrics(score(0.5), score(test), Optional.empty()));
    }

    public static ExpertTuned tuned(double test) {
        return new ExpertTuned(
                "mood",
                REGISTERED.registrationId(),
                REGISTERED,
                FOUNDATION,
                7,
                1,
                1,
                Chosen.INTERPOLATED,
                ExpertShape.lora(8, 100),
                ARTIFACT,
                List.of(new Source("mood", SHA, 1, 1)),
                new TunedMetrics(
                        new Scores(score(0.5), score(0.5)),
                        new Scores(score(0.5), score(test)),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** What a worker tells of the tuned expert. */
    static WorkerEvent worker(String name, WorkerEvent.Kind kind) {
        return worker(name, kind, ARTIFACT);
    }

    static WorkerEvent worker(String name, WorkerEvent.Kind kind, Artifact artifact) {
        return new WorkerEvent(
                name,
                "mood",
                REGISTERED.registrationId(),
                FOUNDATION,
                1,
                kind,
                artifact,
                Optional.empty(),
                Optional.empty());
    }

    /** A step's failure on the record at this offset of partition 2; without a registration it could not be read. */
    static StepFailed failed(Step step, Optional<String> registration, long offset) {
        return new StepFailed(
                step,
                registration.map(any -> "mood"),
                registration,
                "dataset-missing",
                "There is no folder /data/mood.",
                "Check the address.",
                false,
                1,
                NewerRecordsTest.original("mood", 2, offset));
    }

    public static Arrival arrival(Event event) {
        return new Arrival(Topic.of(event.getClass()), Optional.of("mood"), Optional.of(event), Instant.EPOCH);
    }

    private static Score score(double accuracy) {
        return new Score(accuracy, 1, 20);
    }
}
