package io.pituning.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.TinyModel;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TrainingSettings;
import io.pituning.learning.world.BuiltinTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimilarityStudyTest {
    @TempDir
    Path folder;

    @Test
    void comparesEveryWayWithTheFullVector() throws IOException {
        List<DataSet> tasks = Stream.of("rune-clan", "sentence-follows", "answer-inside", "refer-color", "fabric-use")
                .map(name -> BuiltinTasks.dataSet(name).limit(8, 4, 4, 1))
                .toList();
        try (FoundationModel model = TinyModel.in(folder)) {
            SimilarityStudy.Result result = new SimilarityStudy(
                            model,
                            new Lora(2, 1),
                            TrainingSettings.defaults().withEpochs(1).withLearningRate(0.01),
                            ProgressListener.SILENT)
                    .compare(tasks);

            assertThat(result.tasks()).hasSize(5).contains("answer-inside");
            assertThat(result.agreements())
                    .containsOnlyKeys("pooled", "full-cosine", "pooled-cosine", "full-batch", "full-sampled");
            for (double[][] matrix : result.similarities().values()) {
                for (int i = 0; i < 5; i++) {
                    assertThat(matrix[i][i]).isEqualTo(1);
                    for (int j = 0; j < 5; j++) {
                        assertThat(matrix[i][j]).isBetween(0.0, 1.0).isEqualTo(matrix[j][i]);
                    }
                }
            }
        }
    }
}
