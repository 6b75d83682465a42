package io.pituning.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.LearningException;
import io.pituning.learning.TinyModel;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.expert.Method;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.metric.Metric;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TrainingSettings;
import io.pituning.learning.world.BuiltinTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Experiments on a model of a few thousand parameters: one target, a pool of three. */
class ExperimentTest {
    private static final Method LORA = new Lora(2, 1);
    private static final TrainingSettings TRAINING =
            TrainingSettings.defaults().withEpochs(2).withBatchSize(4);

    @TempDir
    static Path shared;

    private static FoundationModel model;
    private static List<ExperimentRun> all;

    @TempDir
    Path folder;

    @BeforeAll
    static void measureEverything() throws IOException {
        model = TinyModel.in(shared.resolve("pi-nano"));
        all = new Experiment(
                        model,
                        plan(List.of(ExperimentMethod.values()), List.of(LORA), 2),
                        shared.resolve("all.json"),
                        ProgressListener.SILENT)
                .run();
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @ParameterizedTest
    @EnumSource(ExperimentMethod.class)
    void measuresEveryMethod(ExperimentMethod method) {
        ExperimentRun run = of(method);

        assertThat(run.outcome().validation()).isBetween(0.0, 1.0);
        assertThat(run.outcome().test()).isBetween(0.0, 1.0);
        assertThat(run.seconds()).isPositive();
        // Of its 5 test examples 4 have the more frequent label.
        assertThat(run.chance()).hasValue(0.8);
        int pool = 3;
        assertThat(run.outcome().neighbors())
                .as("k = %d", run.k())
                .hasSize(Math.min(pool, run.k()))
                .isSortedAccordingTo((a, b) -> Double.compare(b.similarity(), a.similarity()))
                .noneMatch(neighbor -> neighbor.task().equals("rune-clan"));
    }

    @Test
    void piTakesAsManyNeighborsAsItsNameSays() {
        assertThat(of(ExperimentMethod.PI).k()).isEqualTo(2);
        assertThat(of(ExperimentMethod.PI_1).outcome().weights()).hasSize(2);
        assertThat(of(ExperimentMethod.PI_3).outcome().weights()).hasSize(4);
        assertThat(of(ExperimentMethod.PI_2).outcome())
                .isEqualTo(of(ExperimentMethod.PI).outcome());
    }

    @Test
    void piFindsItsNeighborsByThePlainCosineWhereItsNameSaysSo() {
        Outcome cosine = of(ExperimentMethod.PI_COSINE).outcome();

        assertThat(cosine.weights()).hasSize(3);
        assertThat(cosine.neighbors())
                .extracting(Outcome.SimilarTask::similarity)
                .doesNotContainAnyElementsOf(of(ExperimentMethod.PI).outcome().neighbors().stream()
                        .map(Outcome.SimilarTask::similarity)
                        .toList());
    }

    /** 4 examples in batches of 4 are a step an epoch: own and interpolation have 2 epochs each. */
    @Test
    void rivalsOfPiHaveItsSteps() {
        assertThat(of(ExperimentMethod.OWN).outcome().steps()).isEqualTo(2);
        assertThat(of(ExperimentMethod.PI).outcome().steps()).isEqualTo(4);
        assertThat(of(ExperimentMethod.OWN_LONG).outcome().steps()).isEqualTo(4);
        assertThat(of(ExperimentMethod.NEAREST).outcome().steps()).isEqualTo(4);
        assertThat(of(ExperimentMethod.FULL).outcome().steps()).isEqualTo(4);
        assertThat(of(ExperimentMethod.SOUP).outcome().steps()).isEqualTo(2);
        assertThat(of(ExperimentMethod.ZERO_SHOT).outcome().steps()).isZero();
        assertThat(of(ExperimentMethod.ALL_TASK).outcome().steps()).isZero();
    }

    @Test
    void aSoupWeighsAllAlikeAndAWeightedOneBySimilarity() {
        assertThat(of(ExperimentMethod.SOUP).outcome().weights()).hasSize(3).allSatisfy(weight -> assertThat(weight)
                .isCloseTo(1.0 / 3, within(1e-12)));
        Outcome weighted = of(ExperimentMethod.WEIGHTED).outcome();
        double similarity = weighted.neighbors().get(1).similarity();
        assertThat(weighted.weights().get(2) / weighted.weights().get(0)).isCloseTo(similarity, within(1e-9));
    }

    @Test
    void zeroShotWeighsTheNeighborsBySimilarityAndLeavesTheOwnExpertOut() {
        Outcome outcome = of(ExperimentMethod.ZERO_SHOT).outcome();

        assertThat(outcome.weights()).hasSize(2);
        assertThat(outcome.weights().get(0) + outcome.weights().get(1)).isCloseTo(1, within(1e-9));
        assertThat(outcome.weights().get(0) / outcome.weights().get(1))
                .isCloseTo(
                        outcome.neighbors().get(0).similarity()
                                / outcome.neighbors().get(1).similarity(),
                        within(1e-9));
    }

    @Test
    void loraHubFindsWeightsWithinItsBounds() {
        assertThat(of(ExperimentMethod.LORAHUB).outcome().weights())
                .hasSize(3)
                .allSatisfy(weight -> assertThat(weight).isBetween(-1.5, 1.5))
                .anySatisfy(weight -> assertThat(weight).isNotZero());
    }

    @Test
    void measuresTheSameWhenMeasuredAgain() throws IOException {
        List<ExperimentMethod> methods =
                List.of(ExperimentMethod.PI, ExperimentMethod.LORAHUB, ExperimentMethod.LINEAR_PROBE);

        for (ExperimentRun run : run(plan(methods, List.of(LORA), 2), ProgressListener.SILENT)) {
            assertThat(run.outcome())
                    .isEqualTo(of(ExperimentMethod.named(run.method())).outcome());
        }
    }

    @Test
    void measuresNothingThatTheFileHolds() throws IOException {
        ExperimentPlan plan = plan(List.of(ExperimentMethod.OWN, ExperimentMethod.ZERO_SHOT), List.of(LORA), 2);
        List<ExperimentRun> first = run(plan, ProgressListener.SILENT);
        byte[] written = Files.readAllBytes(file());

        List<String> activities = new ArrayList<>();
        List<ExperimentRun> second = run(plan, (what, done, total) -> activities.add(what));

        assertThat(second).isEqualTo(first);
        assertThat(activities).isEmpty();
        assertThat(file()).hasBinaryContent(written);
    }

    @Test
    void tellsProgressOfWhatIsStillToBeMeasured() throws IOException {
        run(plan(List.of(ExperimentMethod.OWN), List.of(LORA), 2), ProgressListener.SILENT);

        List<Long> first = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        run(plan(List.of(ExperimentMethod.OWN, ExperimentMethod.OWN_LONG), List.of(LORA), 2), (what, done, total) -> {
            first.add(done);
            totals.add(total);
        });

        assertThat(first.get(0)).as("nothing is done yet").isLessThan(100);
        assertThat(totals).as("one run of a hundred parts").containsOnly(100L);
    }

    @Test
    void anotherMethodLaterTakesThePoolFromTheDisk() throws IOException {
        run(plan(List.of(ExperimentMethod.ZERO_SHOT, ExperimentMethod.ALL_TASK), List.of(LORA), 2), (w, d, t) -> {});
        List<String> stored = stored();

        List<String> activities = new ArrayList<>();
        List<ExperimentRun> runs = run(
                plan(List.of(ExperimentMethod.SOUP), List.of(LORA), 2), (what, done, total) -> activities.add(what));

        assertThat(stored).hasSize(4).allMatch(name -> name.contains("-seed1-"));
        assertThat(stored()).isEqualTo(stored);
        assertThat(activities).isNotEmpty().noneMatch(what -> what.contains("pool"));
        assertThat(runs.get(0).outcome()).isEqualTo(of(ExperimentMethod.SOUP).outcome());
    }

    @Test
    void oneFileHoldsSeveralSettings() throws IOException {
        List<ExperimentMethod> own = List.of(ExperimentMethod.OWN);
        run(plan(own, List.of(LORA), 2), ProgressListener.SILENT);
        run(plan(own, List.of(LORA), 1), ProgressListener.SILENT);
        run(plan(own, List.of(LORA, new Adapter(2)), 2), ProgressListener.SILENT);
        List<ExperimentRun> other = run(plan(own, List.of(new Lora(1, 1)), 2), ProgressListener.SILENT);

        assertThat(new ExperimentFile(file()).read())
                .extracting(run -> run.setting().shots(), run -> run.setting().expert())
                .containsExactlyInAnyOrder(
                        tuple("2", "lora"), tuple("1", "lora"), tuple("2", "adapter"), tuple("2", "lora"));
        assertThat(other).as("only the plan's").hasSize(1);
    }

    @Test
    void measuresATaskOfFreeTextByEveryMethodThatNeedsNoLabels() throws IOException {
        ExperimentPlan plan = new ExperimentPlan(
                List.of(freeText(Metric.CIDER)),
                pool(),
                List.of(OptionalInt.of(3)),
                false,
                4,
                1,
                1,
                List.of(ExperimentMethod.values()),
                List.of(LORA),
                2,
                OptionalDouble.of(0.01),
                OptionalDouble.empty(),
                TRAINING,
                TRAINING);

        List<ExperimentRun> runs = run(plan, ProgressListener.SILENT);

        assertThat(runs)
                .extracting(ExperimentRun::method)
                .hasSize(ExperimentMethod.values().length - 1)
                .doesNotContain("linear-probe");
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.metric()).isEqualTo("cider");
            assertThat(run.chance()).isEmpty();
            assertThat(run.testShare()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void theSeedsOfATargetShareThePool() throws IOException {
        List<ExperimentRun> runs = run(
                plan(List.of(ExperimentMethod.ZERO_SHOT, ExperimentMethod.ALL_TASK), 2, 3), ProgressListener.SILENT);

        assertThat(stored()).hasSize(4).allMatch(name -> name.contains("-seed3-"));
        assertThat(runs)
                .extracting(ExperimentRun::seed, run -> run.setting().poolSeed())
                .containsExactly(tuple(1L, 3L), tuple(1L, 3L), tuple(2L, 3L), tuple(2L, 3L));
        assertThat(runs.get(1).outcome())
                .as("an expert of the pool alone is the same for every seed")
                .isEqualTo(runs.get(3).outcome());
        assertThat(runs.get(0).outcome().neighbors())
                .as("the target's vector is not")
                .isNotEqualTo(runs.get(2).outcome().neighbors());
    }

    @Test
    void anotherPoolSeedIsAnotherMeasurement() throws IOException {
        run(plan(List.of(ExperimentMethod.ZERO_SHOT), 1, 1), ProgressListener.SILENT);
        List<ExperimentRun> other = run(plan(List.of(ExperimentMethod.ZERO_SHOT), 1, 2), ProgressListener.SILENT);

        assertThat(other)
                .singleElement()
                .satisfies(run -> assertThat(run.setting().poolSeed()).isEqualTo(2));
        assertThat(new ExperimentFile(file()).read()).hasSize(2);
    }

    @Test
    void runsThatDoNotSayHowTheyWereMeasuredAreNotMixedWithOthers() throws IOException {
        String old = """
                {"runs": [{"task": "rune-clan", "method": "own", "shots": "2", "seed": 1, "validation": 0.75, "test": 0.125,
                           "seconds": 3.5, "k": 0, "expert": "lora", "parameters": 1, "pool": "full", "poolExamples": 400}]}
                """;
        Files.writeString(file(), old);

        assertThatThrownBy(() -> run(plan(List.of(ExperimentMethod.OWN), List.of(LORA), 2), ProgressListener.SILENT))
                .isInstanceOfSatisfying(LearningException.class, failure -> assertThat(failure.code())
                        .isEqualTo("results-outdated"));
        assertThat(file()).hasContent(old);
    }

    @Test
    void targetsMeasuredInPartsAreThoseMeasuredAtOnce() throws IOException {
        List<DataSet> tasks =
                Stream.concat(Stream.of(task("rune-clan")), pool().stream()).toList();
        List<ExperimentMethod> methods = List.of(ExperimentMethod.PI, ExperimentMethod.ALL_TASK);
        List<ExperimentRun> atOnce = new Experiment(
                        model, plan(tasks, List.of(), methods), folder.resolve("once.json"), ProgressListener.SILENT)
                .run();

        run(plan(tasks.subList(2, 4), tasks.subList(0, 2), methods), ProgressListener.SILENT);
        run(plan(tasks.subList(0, 2), tasks.subList(2, 4), methods), ProgressListener.SILENT);

        assertThat(new ExperimentFile(file()).read())
                .extracting(ExperimentRun::identity, ExperimentRun::outcome)
                .containsExactlyInAnyOrderElementsOf(atOnce.stream()
                        .map(run -> tuple(run.identity(), run.outcome()))
                        .toList());
    }

    @Test
    void whatTwoProcessesMeasuredIsHeldOnce() throws IOException {
        run(plan(List.of(ExperimentMethod.OWN), List.of(LORA), 2), ProgressListener.SILENT);
        ExperimentFile results = new ExperimentFile(file());
        List<ExperimentRun> measured = results.read();

        results.add(measured.get(0));

        assertThat(results.read()).isEqualTo(measured);
    }

    @Test
    void filesTakenTogetherHoldEachRunOnce() throws IOException {
        ExperimentPlan own = plan(List.of(ExperimentMethod.OWN), List.of(LORA), 2);
        Path other = folder.resolve("other.json");
        run(own, ProgressListener.SILENT);
        new Experiment(
                        model,
                        plan(List.of(ExperimentMethod.OWN, ExperimentMethod.SOUP), List.of(LORA), 2),
                        other,
                        ProgressListener.SILENT)
                .run();

        assertThat(ExperimentFile.readAll(List.of(file(), other)))
                .extracting(ExperimentRun::method)
                .containsExactly("own", "soup");
    }

    @Test
    void filesThatContradictEachOtherAreNotTakenTogether() throws IOException {
        run(plan(List.of(ExperimentMethod.OWN), List.of(LORA), 2), ProgressListener.SILENT);
        Path other = folder.resolve("other.json");
        Files.writeString(other, Files.readString(file()).replaceFirst("\"test\" : [0-9.]+", "\"test\" : 0.123"));

        assertThatThrownBy(() -> ExperimentFile.readAll(List.of(file(), other)))
                .isInstanceOfSatisfying(LearningException.class, failure -> assertThat(failure.code())
                        .isEqualTo("results-conflicting"));
    }

    private static ExperimentRun of(ExperimentMethod method) {
        return all.stream()
                .filter(run -> run.method().equals(method.wireName()))
                .findFirst()
                .orElseThrow();
    }

    private static ExperimentPlan plan(List<ExperimentMethod> methods, List<Method> experts, int shots) {
        return plan(List.of(task("rune-clan")), pool(), methods, experts, shots, 1, 1);
    }

    private static ExperimentPlan plan(List<ExperimentMethod> methods, int seeds, long poolSeed) {
        return plan(List.of(task("rune-clan")), pool(), methods, List.of(LORA), 2, seeds, poolSeed);
    }

    private static ExperimentPlan plan(List<DataSet> targets, List<DataSet> others, List<ExperimentMethod> methods) {
        return plan(targets, others, methods, List.of(LORA), 2, 1, 1);
    }

    private static ExperimentPlan plan(
            List<DataSet> targets,
            List<DataSet> others,
            List<ExperimentMethod> methods,
            List<Method> experts,
            int shots,
            int seeds,
            long poolSeed) {
        return new ExperimentPlan(
                targets,
                others,
                List.of(OptionalInt.of(shots)),
                false,
                8,
                poolSeed,
                seeds,
                methods,
                experts,
                2,
                OptionalDouble.of(0.01),
                OptionalDouble.empty(),
                TRAINING,
                TRAINING);
    }

    private static DataSet freeText(Metric metric) {
        DataSet labelled = task("rune-clan").limit(4, 4, 4, 1);
        DataSetInfo info = labelled.info();
        return new DataSet(
                new DataSetInfo(info.name(), info.modality(), info.instruction(), List.of(), metric, info.source()),
                labelled.train(),
                labelled.validation(),
                labelled.test());
    }

    private static List<DataSet> pool() {
        return Stream.of("picture-proves", "restaurant-reviews", "sentence-follows")
                .map(ExperimentTest::task)
                .toList();
    }

    private static DataSet task(String name) {
        return BuiltinTasks.dataSet(name).limit(40, 10, 10, 1);
    }

    private List<ExperimentRun> run(ExperimentPlan plan, ProgressListener listener) throws IOException {
        return new Experiment(model, plan, file(), listener).run();
    }

    private Path file() {
        return folder.resolve("results.json");
    }

    private List<String> stored() throws IOException {
        try (Stream<Path> folders = Files.list(folder.resolve("results.json.pool"))) {
            return folders.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
