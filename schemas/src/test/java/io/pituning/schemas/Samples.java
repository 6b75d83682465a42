package io.pituning.schemas;

import io.pituning.schemas.event.AlphaScope;
import io.pituning.schemas.event.AlphaStart;
import io.pituning.schemas.event.AlphaTraining;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Chance;
import io.pituning.schemas.event.Chosen;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.ExpertSpec;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.InterpolationSpec;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.NeighborhoodChange;
import io.pituning.schemas.event.Original;
import io.pituning.schemas.event.OwnMetrics;
import io.pituning.schemas.event.PooledTensor;
import io.pituning.schemas.event.PooledVector;
import io.pituning.schemas.event.Score;
import io.pituning.schemas.event.Scores;
import io.pituning.schemas.event.Source;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.StepProgress;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.TrainingSpec;
import io.pituning.schemas.event.TunedMetrics;
import io.pituning.schemas.event.Tuning;
import io.pituning.schemas.event.WorkerEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Events of every kind: once with every optional field, once without any. */
final class Samples {
    static final String SHA = "0123456789abcdef".repeat(4);

    private static final TaskRegistered REQUEST = TaskRegistered.of("trec", "file:///data/trec");
    private static final String REGISTRATION = REQUEST.registrationId();
    private static final FoundationRef FOUNDATION = new FoundationRef("pi-nano", SHA);
    private static final Artifact ARTIFACT = new Artifact("file:///home/pi/artifacts/trec", SHA, 4096);
    private static final ExpertShape LORA = ExpertShape.lora(8, 12_345);
    private static final ExpertShape ADAPTER = ExpertShape.adapter(16, 12_345);
    private static final ExpertShape PROMPT = shape(ExpertSpec.PROMPT, OptionalInt.of(16), Optional.empty());
    private static final ExpertShape BITFIT = shape(ExpertSpec.BITFIT, OptionalInt.empty(), Optional.empty());
    private static final ExpertShape LORA_ON_TARGETS =
            shape(ExpertSpec.LORA, OptionalInt.of(8), Optional.of(List.of("q_proj", "v_proj")));
    private static final Score SCORE = new Score(0.8125, 0.53, 96);
    private static final Scores SCORES = new Scores(SCORE, SCORE);
    private static final Optional<Chance> CHANCE = Optional.of(new Chance(0.25, 0.22));
    private static final OwnMetrics METRICS = new OwnMetrics(SCORE, SCORE, CHANCE);
    private static final OwnMetrics METRICS_WITHOUT_CHANCE = new OwnMetrics(SCORE, SCORE, Optional.empty());
    private static final PooledVector VECTOR =
            new PooledVector(PooledVector.ROW, 96, List.of(PooledTensor.of("a", new float[] {1.5e-7f, 0f, 3.25f})));

    private Samples() {}

    static Stream<Event> events() {
        return Stream.of(
                REQUEST,
                REQUEST.withShots(16)
                        .withExamples(400)
                        .withSeed(11)
                        .withExpert(ExpertSpec.adapter(32))
                        .withTraining(new TrainingSpec(3, Optional.of(1e-4), 8))
                        .withInterpolation(new InterpolationSpec(
                                0, AlphaScope.GLOBAL, AlphaStart.SIMILARITY, AlphaTraining.ALPHA, true))
                        .withFoundation("pi-base"),
                REQUEST.withExpert(ExpertSpec.lora(8, List.of("q_proj", "v_proj"))),
                REQUEST.withExpert(ExpertSpec.prompt(32)),
                REQUEST.withExpert(ExpertSpec.of(ExpertSpec.FULL)),
                new ExpertTrained("trec", REGISTRATION, REQUEST, FOUNDATION, 7, 12.5, LORA, ARTIFACT, METRICS),
                new ExpertTrained(
                        "trec", REGISTRATION, REQUEST, FOUNDATION, 7, 12.5, ADAPTER, ARTIFACT, METRICS_WITHOUT_CHANCE),
                new ExpertTrained("trec", REGISTRATION, REQUEST, FOUNDATION, 7, 12.5, PROMPT, ARTIFACT, METRICS),
                new ExpertTrained("trec", REGISTRATION, REQUEST, FOUNDATION, 7, 12.5, BITFIT, ARTIFACT, METRICS),
                new ExpertTrained("trec", REGISTRATION, REQUEST, FOUNDATION, 7, 1, LORA_ON_TARGETS, ARTIFACT, METRICS),
                new TaskEmbedded(
                        "trec", REGISTRATION, REQUEST, FOUNDATION, 7, 1, LORA, ARTIFACT, ARTIFACT, METRICS, VECTOR),
                neighbors(List.of(new Neighbor("subj", SHA, 0.75, ARTIFACT))),
                neighbors(List.of()),
                new ExpertTuned(
                        "trec",
                        REGISTRATION,
                        REQUEST,
                        FOUNDATION,
                        7,
                        20.25,
                        1,
                        Chosen.INTERPOLATED,
                        ExpertShape.lora(32, 49_380),
                        ARTIFACT,
                        List.of(new Source("trec", REGISTRATION, 1, 0.5), new Source("subj", SHA, 0.75, 0.5)),
                        new TunedMetrics(SCORES, SCORES, CHANCE, Optional.of(0.125))),
                new ExpertTuned(
                        "trec",
                        REGISTRATION,
                        REQUEST,
                        FOUNDATION,
                        7,
                        20.25,
                        2,
                        Chosen.OWN,
                        LORA,
                        ARTIFACT,
                        List.of(new Source("trec", REGISTRATION, 1, 1)),
                        new TunedMetrics(SCORES, SCORES, Optional.empty(), Optional.empty())),
                new StepProgress("trec", REGISTRATION, Step.TRAIN, "training steps", 3, 120, 4.5, Optional.of(175.5)),
                new StepProgress("trec", REGISTRATION, Step.TUNE, "training steps", 0, 120, 0, Optional.empty()),
                new StepFailed(
                        Step.TRAIN,
                        Optional.of("trec"),
                        Optional.of(REGISTRATION),
                        FailureCode.DATASET_MISSING.code(),
                        "There is no data set at file:///data/trec.",
                        "Check the address.",
                        false,
                        1,
                        original(Optional.of("trec"), Optional.of("{}"))),
                new StepFailed(
                        Step.EMBED,
                        Optional.empty(),
                        Optional.empty(),
                        FailureCode.RECORD_UNPARSABLE.code(),
                        "The record is empty.",
                        "Publish one JSON object.",
                        false,
                        1,
                        original(Optional.empty(), Optional.empty())),
                worker(WorkerEvent.Kind.LOADED, Optional.of(0.37), Optional.empty()),
                worker(WorkerEvent.Kind.REFUSED, Optional.empty(), Optional.of("The artifact is missing.")));
    }

    private static ExpertShape shape(String method, OptionalInt size, Optional<List<String>> targets) {
        return ExpertShape.of(method, size, targets, 12_345);
    }

    private static TaskNeighbors neighbors(List<Neighbor> neighbors) {
        return new TaskNeighbors(
                "trec",
                REGISTRATION,
                REQUEST,
                FOUNDATION,
                7,
                0.01,
                2,
                LORA,
                ARTIFACT,
                METRICS,
                neighbors,
                neighbors.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new NeighborhoodChange(List.of("mpqa"), List.of("subj"), 0.5)),
                new Tuning(1, neighbors));
    }

    private static Original original(Optional<String> key, Optional<String> value) {
        return Original.of(
                "pi.tasks",
                2,
                41,
                key.map(Samples::utf8),
                key.stream()
                        .map(name -> Original.Header.of("ce_subject", Optional.of(utf8(name))))
                        .toList(),
                value.map(Samples::utf8));
    }

    private static WorkerEvent worker(WorkerEvent.Kind kind, Optional<Double> canary, Optional<String> reason) {
        return new WorkerEvent("worker-0", "trec", REGISTRATION, FOUNDATION, 0.2, kind, ARTIFACT, canary, reason);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
