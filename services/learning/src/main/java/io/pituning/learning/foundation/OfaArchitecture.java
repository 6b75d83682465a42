package io.pituning.learning.foundation;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.learning.backbone.Backbone;
import io.pituning.learning.backbone.ofa.OfaBackbone;
import io.pituning.learning.backbone.ofa.OfaConfig;
import io.pituning.learning.backbone.ofa.OfaLayout;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.TensorLayout;
import java.util.OptionalInt;

/**
 * OFA, as pre-trained here or as published.
 *
 * <p>The published position tables have two rows more than {@code max_position_embeddings}, left over from a library that counted from 2;
 * the reference counts from 0, so the first rows are the ones used.
 */
record OfaArchitecture(OfaConfig config, TensorLayout layout) implements Architecture {
    static final String TYPE = "ofa";
    private static final int SPARE_POSITIONS = 2;

    static OfaArchitecture of(String model, JsonNode json) {
        OfaConfig config = OfaConfigReader.read(model, json);
        return new OfaArchitecture(config, OfaLayout.trainable(config).with(OfaLayout.statistics(config)));
    }

    @Override
    public String canonical(String stored) {
        return OfaNames.canonical(stored);
    }

    @Override
    public boolean ignorable(String canonical) {
        return OfaNames.ignorable(canonical);
    }

    @Override
    public boolean fits(String canonical, long[] shape) {
        if (canonical.endsWith(".embed_positions.weight")
                && shape.length == 2
                && shape[0] == config.positions() + SPARE_POSITIONS) {
            return shape[1] == config.width();
        }
        return Architecture.super.fits(canonical, shape);
    }

    @Override
    public Backbone backbone(NamedTensors weights) {
        return OfaBackbone.frozen(config, weights);
    }

    @Override
    public long parameters() {
        return OfaLayout.trainable(config).elements();
    }

    @Override
    public int longest() {
        return config.positions();
    }

    @Override
    public int vocabularySize() {
        return config.vocabularySize();
    }

    @Override
    public OptionalInt imageSize() {
        return OptionalInt.of(config.imageSize());
    }
}
