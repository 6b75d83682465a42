package io.pituning.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pituning.learning.TinyModel;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.foundation.FoundationModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured again and what is not, and on which pool. */
class ExperimentTest {
    @TempDir
    static Path shared;

    private static FoundationModel model;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws IOException {
        model = TinyModel.in(shared.resolve("pi-nano"));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void measuresNothingThatTheFileHolds() throws IOException {
        TinyExperiment experiment = TinyExperiment.of(ExperimentMethod.OWN, ExperimentMethod.ZERO_SHOT);
        List<ExperimentRun> first = experiment.run(model, file());
        byte[] written = Files.readAllBytes(file());

        List<String> activities = new ArrayList<>();
        List<ExperimentRun> second = experiment.run(model, file(), (what, done, total) -> activities.add(what));

        assertThat(second).isEqualTo(first);
        assertThat(activities).isEmpty();
        assertThat(file()).hasBinaryContent(written);
    }

    @Test
    void tellsProgressOfWhatIsStillToBeMeasured() throws IOException {
        TinyExperiment.of(ExperimentMethod.OWN).run(model, file());

        List<Long> first = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        TinyExperiment.of(ExperimentMethod.OWN, ExperimentMethod.OWN_LONG).run(model, file(), (what, done, total) -> {
            first.add(done);
            totals.add(total);
        });

        assertThat(first.get(0)).as("nothing is done yet").isLessThan(100);
        assertThat(totals).as("one run of a hundred parts").containsOnly(100L);
    }

    @Test
    void anotherMethodLaterTakesThePoolFromTheDisk() throws IOException {
        TinyExperiment.of(ExperimentMethod.ZERO_SHOT, ExperimentMethod.ALL_TASK).run(model, file());
        List<String> stored = stored();

        List<String> activities = new ArrayList<>();
        List<ExperimentRun> runs = TinyExperiment.of(ExperimentMethod.SOUP)
                .run(model, file(), (what, done, total) -> activities.add(what));

        assertThat(stored).hasSize(4).allMatch(name -> name.contains("-seed1-"));
        assertThat(stored()).isEqualTo(stored);
        assertThat(activities).isNotEmpty().noneMatch(what -> what.contains("pool"));
        assertThat(runs.get(0).outcome())
                .isEqualTo(TinyExperiment.of(ExperimentMethod.SOUP)
                        .run(model, folder.resolve("afresh.json"))
                        .get(0)
                        .outcome());
    }

    @Test
    void oneFileHoldsSeveralSettings() throws IOException {
        TinyExperiment own = TinyExperiment.of(ExperimentMethod.OWN);
        own.run(model, file());
        own.withExamples(1, 8).run(model, file());
        own.withExperts(TinyExperiment.LORA, new Adapter(2)).run(model, file());
        List<ExperimentRun> other = own.withExperts(new Lora(1, 1)).run(model, file());

        assertThat(new ExperimentFile(file()).read())
                .extracting(run -> run.setting().shots(), run -> run.setting().expert())
                .containsExactlyInAnyOrder(
                        tuple("2", "lora"), tuple("1", "lora"), tuple("2", "adapter"), tuple("2", "lora"));
        assertThat(other).as("only the plan's").hasSize(1);
    }

    @Test
    void theSeedsOfATargetShareThePool() throws IOException {
        List<ExperimentRun> runs = TinyExperiment.of(ExperimentMethod.ZERO_SHOT, ExperimentMethod.ALL_TASK)
                .withSeeds(2, 3)
                .run(model, file());

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
        TinyExperiment.of(ExperimentMethod.ZERO_SHOT).withSeeds(1, 1).run(model, file());
        List<ExperimentRun> other =
                TinyExperiment.of(ExperimentMethod.ZERO_SHOT).withSeeds(1, 2).run(model, file());

        assertThat(other)
                .singleElement()
                .satisfies(run -> assertThat(run.setting().poolSeed()).isEqualTo(2));
        assertThat(new ExperimentFile(file()).read()).hasSize(2);
    }

    @Test
    void targetsMeasuredInPartsAreThoseMeasuredAtOnce() throws IOException {
        List<DataSet> tasks = Stream.concat(Stream.of(TinyExperiment.TARGET), TinyExperiment.POOL.stream())
                .toList();
        TinyExperiment experiment = TinyExperiment.of(ExperimentMethod.PI, ExperimentMethod.ALL_TASK);
        List<ExperimentRun> atOnce = experiment.withTasks(tasks, List.of()).run(model, folder.resolve("once.json"));

        experiment.withTasks(tasks.subList(2, 4), tasks.subList(0, 2)).run(model, file());
        experiment.withTasks(tasks.subList(0, 2), tasks.subList(2, 4)).run(model, file());

        assertThat(new ExperimentFile(file()).read())
                .extracting(ExperimentRun::identity, ExperimentRun::outcome)
                .containsExactlyInAnyOrderElementsOf(atOnce.stream()
                        .map(run -> tuple(run.identity(), run.outcome()))
                        .toList());
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
