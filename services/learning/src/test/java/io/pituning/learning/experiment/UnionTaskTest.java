package io.pituning.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.metric.Metric;
import io.pituning.learning.world.BuiltinTasks;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnionTaskTest {
    private final DataSet pictures = BuiltinTasks.dataSet("rune-clan").limit(10, 10, 10, 1);
    private final DataSet texts = BuiltinTasks.dataSet("restaurant-reviews").limit(6, 10, 10, 1);
    private final DataSet union = UnionTask.of("all", List.of(pictures, texts, texts), 6, 1);

    @Test
    void hasAllTrainingExamplesEachWithItsInstruction() {
        assertThat(union.train()).hasSize(22);
        assertThat(union.train().get(0).text())
                .isEqualTo(pictures.info().prompt(pictures.train().get(0)));
        assertThat(union.info().prompt(union.train().get(0)))
                .as("the union itself adds no instruction")
                .isEqualTo(union.train().get(0).text());
        assertThat(union.train().get(0).picture()).isPresent();
        assertThat(union.train().get(21).picture()).isEmpty();
    }

    @Test
    void namesEveryLabelOnce() {
        assertThat(union.info().labels())
                .containsAll(pictures.info().labels())
                .containsAll(texts.info().labels())
                .doesNotHaveDuplicates();
    }

    @Test
    void takesAsManyValidationExamplesOfEachTaskAndNoMoreThanAsked() {
        assertThat(union.validation()).hasSize(6);
    }

    @Test
    void hasNoLabelsWhereATaskHasNone() {
        DataSetInfo info = texts.info();
        DataSet free = new DataSet(
                new DataSetInfo(
                        "free", info.modality(), info.instruction(), List.of(), Metric.EXACT_MATCH, info.source()),
                texts.train(),
                texts.validation(),
                texts.test());

        assertThat(UnionTask.of("all", List.of(pictures, free), 4, 1).info().labels())
                .isEmpty();
    }
}
