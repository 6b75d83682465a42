package io.pituning.learning;

import io.pituning.learning.backbone.ofa.OfaConfig;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.pretraining.Pretrainer;
import io.pituning.learning.pretraining.PretrainingSettings;
import io.pituning.learning.training.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A foundation model of a few thousand parameters, pre-trained for a few steps: enough to be loaded and tuned in milliseconds. */
public final class TinyModel {
    private TinyModel() {}

    public static OfaConfig config() {
        return new OfaConfig(300, 16, 1, 1, 2, 32, 64, 8, 8, 2.0, List.of(1, 1, 1), 4, 32);
    }

    public static PretrainingSettings settings(long steps) {
        return new PretrainingSettings(steps, 32, 1e-3, 1, 0, 0, 1, 1, 1, 2, 1);
    }

    public static FoundationModel in(Path folder) throws IOException {
        new Pretrainer(config(), settings(2), List.of(), Optional.empty(), folder, ProgressListener.SILENT).run();
        return FoundationModel.load(folder.toAbsolutePath().toString());
    }
}
