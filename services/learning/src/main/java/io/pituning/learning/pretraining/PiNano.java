package io.pituning.learning.pretraining;

import io.pituning.learning.backbone.ofa.OfaConfig;
import java.util.List;

/** The foundation model that ships with the project: an OFA small enough for two cores. */
public final class PiNano {
    private PiNano() {}

    /** Its sizes: 128 wide, 4 + 3 layers, a stem half as wide and a third as deep as ResNet-50's, pictures of 64 × 64. */
    public static OfaConfig config() {
        return new OfaConfig(3000, 128, 4, 3, 4, 512, 128, 32, 8, 2.0, List.of(1, 2, 2), 32, 64);
    }

    /** What the shipped weights were trained with. */
    public static PretrainingSettings settings() {
        return new PretrainingSettings(4_400, 64, 1.2e-3, 200, 0.01, 0.02, 2.5, 1.0, 1.0, 200, 20261125);
    }
}
