package io.pituning.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.TinyModel;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.metric.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each method measures. */
class ExperimentMethodTest {
    @TempDir
    static Path folder;

    private static FoundationModel model;
    private static List<ExperimentRun> all;

    @BeforeAll
    static void measureEverything() throws IOException {
        model = TinyModel.in(folder.resolve("pi-nano"));
        all = TinyExperiment.of(ExperimentMethod.values()).run(model, folder.resolve("all.json"));
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
        TinyExperiment experiment =
                TinyExperiment.of(ExperimentMethod.PI, ExperimentMethod.LORAHUB, ExperimentMethod.LINEAR_PROBE);

        for (ExperimentRun run : experiment.run(model, folder.resolve("again.json"))) {
            assertThat(run.outcome())
                    .isEqualTo(of(ExperimentMethod.named(run.method())).outcome());
        }
    }

    @Test
    void measuresATaskOfFreeTextByEveryMethodThatNeedsNoLabels() throws IOException {
        List<ExperimentRun> runs = TinyExperiment.of(ExperimentMethod.values())
                .withTasks(List.of(freeText(Metric.CIDER)), TinyExperiment.POOL)
                .withExamples(3, 4)
                .run(model, folder.resolve("captions.json"));

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

    private static ExperimentRun of(ExperimentMethod method) {
        return all.stream()
                .filter(run -> run.method().equals(method.wireName()))
                .findFirst()
                .orElseThrow();
    }

    private static DataSet freeText(Metric metric) {
        DataSet labeled = TinyExperiment.TARGET.limit(4, 4, 4, 1);
        DataSetInfo info = labeled.info();
        return new DataSet(
                new DataSetInfo(info.name(), info.modality(), info.instruction(), List.of(), metric, info.source()),
                labeled.train(),
                labeled.validation(),
                labeled.test());
    }
}
