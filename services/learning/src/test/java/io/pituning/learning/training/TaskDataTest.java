package io.pituning.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.LearningException;
import io.pituning.learning.TinyModel;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.metric.Metric;
import io.pituning.learning.tensor.LivingTensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskDataTest {
    @Test
    void holdsNothingOfADataSetWhoseLastSplitIsRefused(@TempDir Path folder) throws IOException {
        try (FoundationModel model = TinyModel.in(folder)) {
            int before = LivingTensors.count();

            try (TaskData good = TaskData.prepare(model, data("red"))) {
                assertThat(LivingTensors.count())
                        .as("the pictures of %s splits", good.info().name())
                        .isEqualTo(before + 3);
            }
            assertThatThrownBy(() -> TaskData.prepare(model, data("no label")))
                    .isInstanceOfSatisfying(
                            LearningException.class, e -> assertThat(e.code()).isEqualTo("dataset-malformed"));

            assertThat(LivingTensors.count()).isEqualTo(before);
        }
    }

    private static DataSet data(String lastTarget) {
        DataSetInfo info = new DataSetInfo(
                "three", Modality.VISION, Optional.empty(), List.of("red", "blue"), Metric.ACCURACY, "made up");
        return new DataSet(info, List.of(picture("red")), List.of(picture("blue")), List.of(picture(lastTarget)));
    }

    private static Example picture(String target) {
        return Example.ofPicture(() -> new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "", target);
    }
}
