package io.pituning.cli.street;

import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Chosen;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.Original;
import io.pituning.schemas.event.OwnMetrics;
import io.pituning.schemas.event.PooledTensor;
import io.pituning.schemas.event.PooledVector;
import io.pituning.schemas.event.Score;
import io.pituning.schemas.event.Scores;
import io.pituning.schemas.event.Source;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.TunedMetrics;
import io.pituning.schemas.event.WorkerEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** The events of one task, mood, as the services publish them, and records as they lie on topics. */
public final class Mood {
    public static final TaskRegistered REGISTERED = TaskRegistered.of("mood", "file:///data/mood");
    public static final String REGISTRATION = REGISTERED.registrationId();

    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final FoundationRef FOUNDATION = new FoundationRef("pi-nano", SHA);
    private static final Artifact ARTIFACT = new Artifact("file:///a", SHA, 1);

    private Mood() {}

    public static ExpertTrained trained(double test) {
        return new ExpertTrained(
                "mood",
                REGISTRATION,
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
                REGISTRATION,
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

    public static TaskEmbedded embedded() {
        return new TaskEmbedded(
                "mood",
                REGISTRATION,
                REGISTERED,
                FOUNDATION,
                7,
                1,
                ExpertShape.lora(8, 100),
                ARTIFACT,
                ARTIFACT,
                new OwnMetrics(score(0.5), score(0.5), Optional.empty()),
                new PooledVector(PooledVector.ROW, 16, List.of(PooledTensor.of("layer", new float[] {1}))));
    }

    /** What a worker tells of the tuned expert. */
    public static WorkerEvent worker(String name, WorkerEvent.Kind kind) {
        return worker(name, kind, ARTIFACT);
    }

    static WorkerEvent worker(String name, WorkerEvent.Kind kind, Artifact artifact) {
        return new WorkerEvent(
                name, "mood", REGISTRATION, FOUNDATION, 1, kind, artifact, Optional.empty(), Optional.empty());
    }

    /** A step's failure on the record at this offset of partition 2; without a registration it could not be read. */
    public static StepFailed failed(Step step, Optional<String> registration, long offset) {
        return new StepFailed(
                step,
                registration.map(any -> "mood"),
                registration,
                "dataset-missing",
                "There is no folder /data/mood.",
                "Check the address.",
                false,
                1,
                original("mood", 2, offset));
    }

    public static Arrival arrival(Event event) {
        return new Arrival(Topic.of(event.getClass()), Optional.of("mood"), Optional.of(event), Instant.EPOCH);
    }

    /** A record of pi.tasks that a step failed on. */
    static Original original(String key, int partition, long offset) {
        return Original.of(
                Topic.TASKS_NAME, partition, offset, Optional.of(bytes(key)), List.of(), Optional.of(bytes("{}")));
    }

    static ConsumerRecord<byte[], byte[]> record(String topic, int partition, long offset, long timestamp, String key) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                key.length(),
                0,
                bytes(key),
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Score score(double accuracy) {
        return new Score(accuracy, 1, 20);
    }
}
