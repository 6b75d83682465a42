package io.pituning.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.LearningException;
import io.pituning.learning.TinyModel;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TrainingSettings;
import io.pituning.learning.world.BuiltinTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferStudyTest {
    private static final TrainingSettings TRAINING =
            TrainingSettings.defaults().withEpochs(1).withBatchSize(4);
    private static final List<String> NAMES = BuiltinTasks.names().subList(0, 3);

    @TempDir
    Path folder;

    @Test
    void measuresEveryOrderedPairOnce() throws IOException {
        List<ExperimentRun> runs;
        List<String> again = new ArrayList<>();
        try (FoundationModel model = TinyModel.in(folder.resolve("tiny"))) {
            Path file = folder.resolve("transfer.json");
            runs = new TransferStudy(model, plan(), file, ProgressListener.SILENT).run();
            new TransferStudy(model, plan(), file, (what, done, total) -> again.add(what)).run();
        }

        assertThat(runs).hasSize(3 * (1 + 2 * 2));
        assertThat(again).as("nothing is measured again").isEmpty();
        ExperimentRun from = of(runs, NAMES.get(0), "from " + NAMES.get(2));
        assertThat(from.outcome().neighbors()).singleElement().satisfies(helper -> assertThat(helper.task())
                .isEqualTo(NAMES.get(2)));
        assertThat(from.outcome().steps())
                .as("as many as its rival")
                .isEqualTo(of(runs, NAMES.get(0), TransferStudy.RIVAL).outcome().steps());
        assertThat(of(runs, NAMES.get(0), "untrained " + NAMES.get(2)).outcome().steps())
                .isZero();

        Transfer transfer = Transfer.of(NAMES, runs);
        assertThat(transfer.trained()[0][2])
                .isCloseTo(
                        from.testShare()
                                - of(runs, NAMES.get(0), TransferStudy.RIVAL).testShare(),
                        within(1e-12));
        assertThat(transfer.untrained()[1][1]).isZero();
        assertThatThrownBy(() -> Transfer.of(NAMES, runs.subList(0, 5)))
                .isInstanceOfSatisfying(LearningException.class, failure -> assertThat(failure.code())
                        .isEqualTo("results-incomplete"));
    }

    private static ExperimentRun of(List<ExperimentRun> runs, String target, String method) {
        return runs.stream()
                .filter(run -> run.task().equals(target) && run.method().equals(method))
                .findFirst()
                .orElseThrow();
    }

    private static ExperimentPlan plan() {
        List<DataSet> tasks = NAMES.stream()
                .map(name -> BuiltinTasks.dataSet(name).limit(20, 6, 6, 1))
                .toList();
        return new ExperimentPlan(
                tasks,
                List.of(),
                List.of(OptionalInt.of(2)),
                false,
                8,
                1,
                1,
                List.of(),
                List.of(new Lora(2, 1)),
                1,
                OptionalDouble.of(0.01),
                OptionalDouble.empty(),
                TRAINING,
                TRAINING);
    }
}
