package io.pituning.learning.backbone.ofa;

import io.pituning.learning.backbone.FrozenCache;
import io.pituning.learning.backbone.Heads;
import io.pituning.learning.backbone.Masks;
import io.pituning.learning.backbone.SourceShape;
import io.pituning.learning.backbone.Weights;
import io.pituning.learning.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The parts of attention biases that come from positions alone; none depends on the content of the batch.
 *
 * <p>An entry depends on its two positions only, so a bias is computed for the next multiple of {@link #STEP} and cut; with frozen weights
 * each is computed once.
 */
final class PositionBias {
    private static final int STEP = 16;

    private final OfaConfig config;
    private final Optional<FrozenCache> cache;

    /** @param cache where biases are kept; empty where the weights are being trained */
    PositionBias(OfaConfig config, Optional<FrozenCache> cache) {
        this.config = config;
        this.cache = cache;
    }

    private record Key(String name, SourceShape source, int target) {}

    /** Bias of the encoder's self-attention in one layer, (1, H, S, S). */
    Tensor encoder(int layer, SourceShape shape, Weights weights) {
        SourceShape whole = rounded(shape);
        Tensor bias = kept(new Key("encoder." + layer, whole, 0), weights, () -> {
            Tensor positions = sourcePositions(whole, weights);
            return absolute(positions, positions, "encoder.pos_q_linear", "encoder.pos_k_linear", weights)
                    .add(encoderRelative(layer, whole, weights));
        });
        return cut(bias, 0, shape.total(), shape.total());
    }

    /** Bias of the decoder's self-attention in one layer for the tokens {@code from} to {@code to}, causal: (1, H, to - from, to). */
    Tensor decoder(int layer, int from, int to, Weights weights) {
        int whole = rounded(to);
        Tensor bias = kept(new Key("decoder." + layer, new SourceShape(0, 0, 0), whole), weights, () -> {
            Tensor positions = textPositions(whole, "decoder", weights);
            return absolute(positions, positions, "decoder.self_pos_q_linear", "decoder.self_pos_k_linear", weights)
                    .add(text(whole, "decoder.token_rel_pos_table_list." + layer + ".weight", weights))
                    .add(Masks.causal(whole));
        });
        return cut(bias, from, to, to);
    }

    /** Bias of the cross-attention, the same in all layers, for the tokens {@code from} to {@code to}: (1, H, to - from, S). */
    Tensor cross(SourceShape shape, int from, int to, Weights weights) {
        SourceShape source = rounded(shape);
        int target = rounded(to);
        Tensor bias = kept(
                new Key("cross", source, target),
                weights,
                () -> absolute(
                        textPositions(target, "decoder", weights),
                        sourcePositions(source, weights),
                        "decoder.cross_pos_q_linear",
                        "decoder.cross_pos_k_linear",
                        weights));
        return cut(bias, from, to, shape.total());
    }

    /** Normed position embeddings of what the encoder reads, (1, S, C): patches first. One row per sample where an expert has one per sample. */
    Tensor sourcePositions(SourceShape shape, Weights weights) {
        Tensor text = textPositions(shape.length(), "encoder", weights);
        if (shape.patches() == 0) {
            return text;
        }
        Tensor image = weights.norm(
                weights.get("encoder.embed_image_positions.weight")
                        .rows(imageIds(shape))
                        .expand(0),
                "encoder.image_pos_ln");
        return Tensor.concat(List.of(image, text), 1);
    }

    private Tensor kept(Key key, Weights weights, Supplier<Tensor> computation) {
        return cache.filter(c -> !weights.expert().changesWeights())
                .map(c -> c.get(key, computation))
                .orElseGet(computation);
    }

    private int rounded(int length) {
        return Math.min(config.positions(), (length + STEP - 1) / STEP * STEP);
    }

    private SourceShape rounded(SourceShape shape) {
        return new SourceShape(shape.rows(), shape.columns(), rounded(shape.length()));
    }

    private static Tensor cut(Tensor bias, long from, long to, long keys) {
        Tensor queries = from == 0 && to == bias.size(2) ? bias : bias.slice(2, from, to);
        return keys == bias.size(3) ? queries : queries.slice(3, 0, keys);
    }

    private static Tensor textPositions(int length, String side, Weights weights) {
        return weights.norm(
                weights.get(side + ".embed_positions.weight")
                        .slice(0, 0, length)
                        .expand(0),
                side + ".pos_ln");
    }

    /** Scaled query projections of positions (1, Q, C) against key projections of others (1, K, C): (1, H, Q, K). */
    private Tensor absolute(Tensor queries, Tensor keys, String queryLinear, String keyLinear, Weights weights) {
        Heads heads = config.attentionHeads();
        Tensor q = heads.cut(weights.linear(queries, queryLinear).multiply(config.queryScale()), queries.size(0));
        Tensor k = heads.cut(weights.linear(keys, keyLinear), keys.size(0));
        return q.matmul(k.swapLast());
    }

    /** Relative bias of the encoder, (1, H, S, S): among patches and among text, none between them. */
    private Tensor encoderRelative(int layer, SourceShape shape, Weights weights) {
        Tensor text = text(shape.length(), "encoder.token_rel_pos_table_list." + layer + ".weight", weights);
        if (shape.patches() == 0) {
            return text;
        }
        Tensor image = image(shape, "encoder.image_rel_pos_table_list." + layer + ".weight", weights);
        Tensor right = Tensor.zeros(1, config.heads(), shape.patches(), shape.length());
        Tensor above = Tensor.concat(List.of(image, right), 3);
        Tensor below =
                Tensor.concat(List.of(Tensor.zeros(1, config.heads(), shape.length(), shape.patches()), text), 3);
        return Tensor.concat(List.of(above, below), 2);
    }

    private Tensor text(int length, String table, Weights weights) {
        long[] buckets = new long[length * length];
        for (int q = 0; q < length; q++) {
            for (int k = 0; k < length; k++) {
                buckets[q * length + k] = RelativePositions.textBucket(q, k, config.tokenBuckets());
            }
        }
        return relative(buckets, length, weights.get(table));
    }

    private Tensor image(SourceShape shape, String table, Weights weights) {
        long[] ids = imageIds(shape);
        long[] buckets = new long[ids.length * ids.length];
        for (int q = 0; q < ids.length; q++) {
            for (int k = 0; k < ids.length; k++) {
                buckets[q * ids.length + k] = RelativePositions.imageBucket(ids[q], ids[k], config.imageBuckets());
            }
        }
        return relative(buckets, ids.length, weights.get(table));
    }

    /** The position numbers of an image's patches, row-major. */
    private long[] imageIds(SourceShape shape) {
        long[] ids = new long[shape.patches()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (long) (i / shape.columns()) * config.imageBuckets() + i % shape.columns() + 1;
        }
        return ids;
    }

    private static Tensor relative(long[] buckets, int length, Tensor table) {
        return Tensor.of(buckets, length, length).lookUp(table).permute(2, 0, 1).expand(0);
    }
}
