package io.pituning.schemas.event;

import java.util.Objects;
import java.util.Optional;

/**
 * What interpolation brought, against what the task had alone.
 *
 * @param own scores of the task's own expert
 * @param tuned scores of the emitted expert; equal to {@code own} when the own expert was kept
 * @param chance accuracy without learning; empty where the task has no label set
 * @param compressionError what bringing a merged LoRA back to its parents' rank lost: the difference's Frobenius norm over the whole's, 0 to
 *     1; empty where nothing was compressed
 */
public record TunedMetrics(Scores own, Scores tuned, Optional<Chance> chance, Optional<Double> compressionError) {
    public TunedMetrics {
        Objects.requireNonNull(own, "own");
        Objects.requireNonNull(tuned, "tuned");
        Objects.requireNonNull(chance, "chance");
        compressionError = compressionError.map(error -> Checks.share("metrics.compressionError", error));
    }
}
