package io.pituning.learning.pretraining;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.TinyModel;
import io.pituning.learning.tokenizer.TextTokenizer;
import io.pituning.learning.world.PretrainingCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingBatchesTest {
    /** Takes many seconds to draw. */
    private static final int LARGE = PretrainingCorpus.BLOCK << 10;

    private static final PretrainingSettings SETTINGS = new PretrainingSettings(1, LARGE, 1e-3, 1, 0, 0, 1, 1, 1, 2, 1);

    /** Whoever closes them frees the tokenizer next, which the drawing uses. */
    @Test
    void areNoLongerDrawnOnceTheyAreClosed(@TempDir Path folder) throws IOException {
        TinyModel.in(folder).close();
        CompletableFuture<Throwable> failure;
        try (TextTokenizer tokenizer = TextTokenizer.read(folder.resolve("tokenizer.json"))) {
            try (PretrainingBatches batches = new PretrainingBatches(
                    tokenizer, SETTINGS, new PretrainingCorpus(1, List.of()), TinyModel.config())) {
                failure = CompletableFuture.supplyAsync(() -> batches.take(0)).handle((drawn, thrown) -> thrown);
                while (!isDrawing() && !failure.isDone()) {
                    Thread.onSpinWait();
                }
            }

            assertThat(isDrawing()).isFalse();
            assertThat(failure.join())
                    .as("of a drawing that was not ended")
                    .hasRootCauseInstanceOf(CancellationException.class);
        }
    }

    private static boolean isDrawing() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("pretraining-batches"))
                .map(Map.Entry::getValue)
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals(PretrainingBatches.class.getName())
                        && frame.getMethodName().equals("draw"));
    }
}
