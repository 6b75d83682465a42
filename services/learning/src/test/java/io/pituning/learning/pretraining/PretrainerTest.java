package io.pituning.learning.pretraining;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.TinyModel;
import io.pituning.learning.training.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainerTest {
    @TempDir
    Path folder;

    @Test
    void writesTheSameWeightsWhetherInterruptedOrNot() throws IOException {
        pretrain("whole", 4, 4);
        pretrain("resumed", 2, 4);
        pretrain("resumed", 4, 4);

        assertThat(Files.readAllBytes(folder.resolve("resumed/model.safetensors")))
                .isEqualTo(Files.readAllBytes(folder.resolve("whole/model.safetensors")));
    }

    /** Stops at a step by failing in the listener, as a kill would between two checkpoints. */
    private void pretrain(String name, long stopAfter, long steps) throws IOException {
        ProgressListener stopping = (what, done, total) -> {
            if (done > stopAfter) {
                throw new IllegalStateException("stopped");
            }
        };
        try {
            new Pretrainer(
                            TinyModel.config(),
                            TinyModel.settings(steps),
                            List.of("an ordinary sentence"),
                            Optional.empty(),
                            folder.resolve(name),
                            stopping)
                    .run();
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("stopped");
        }
    }
}
