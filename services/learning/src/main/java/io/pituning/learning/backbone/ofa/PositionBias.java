package io.pituning.learning.backbone.ofa;

import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;

/** The parts of an attention bias that come from positions alone; none depends on the content of the batch. */
record PositionBias(OfaConfig config, NamedTensors weights) {

    /**
     * The absolute part, (1, H, Q, K): scaled query projections of one set of positions against key projections of another.
     *
     * @param queries (Q, C) normed position embeddings
     * @param keys (K, C) normed position embeddings
     * @param queryLinear name of the query projection
     * @param keyLinear name of the key projection
     */
    Tensor absolute(Tensor queries, Tensor keys, String queryLinear, String keyLinear) {
        Tensor q = heads(linear(queries, queryLinear).multiply(config.queryScale()));
        Tensor k = heads(linear(keys, keyLinear));
        return q.matmul(k.swapLast()).expand(0);
    }

    /** The relative part of text, (1, H, L, L), from the layer's bucket table. */
    Tensor text(int length, String table) {
        long[] buckets = new long[length * length];
        for (int q = 0; q < length; q++) {
            for (int k = 0; k < length; k++) {
                buckets[q * length + k] = RelativePositions.textBucket(q, k, config.tokenBuckets());
            }
        }
        return relative(buckets, length, table);
    }

    /** The relative part of an image, (1, H, P, P), from the layer's bucket table. */
    Tensor image(int rows, int columns, String table) {
        long[] ids = imageIds(rows, columns);
        long[] buckets = new long[ids.length * ids.length];
        for (int q = 0; q < ids.length; q++) {
            for (int k = 0; k < ids.length; k++) {
                buckets[q * ids.length + k] = RelativePositions.imageBucket(ids[q], ids[k], config.imageBuckets());
            }
        }
        return relative(buckets, ids.length, table);
    }

    /** The position numbers of an image's patches, row-major. */
    long[] imageIds(int rows, int columns) {
        long[] ids = new long[rows * columns];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (long) (i / columns) * config.imageBuckets() + i % columns + 1;
        }
        return ids;
    }

    private Tensor relative(long[] buckets, int length, String table) {
        return Tensor.of(buckets, length, length)
                .lookUp(weights.get(table))
                .permute(2, 0, 1)
                .expand(0);
    }

    private Tensor linear(Tensor x, String name) {
        return x.linear(weights.get(name + ".weight"), weights.get(name + ".bias"));
    }

    private Tensor heads(Tensor x) {
        return x.reshape(x.size(0), config.heads(), config.headSize()).permute(1, 0, 2);
    }
}
