package io.pituning.learning.interpolation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Weights of experts before anything is learned. */
final class Shares {
    /** No neighbor starts at nothing: a weight of zero would have no gradient. */
    private static final double LEAST = 1e-3;
    /** Of the own expert where the neighbors come first. */
    private static final double OWN_SHARE = 0.1;

    private Shares() {}

    /** Of the own expert and its neighbors. */
    static double[] start(AlphaStart start, List<Neighbor> neighbors) {
        return switch (start) {
            case UNIFORM -> normalized(DoubleStream.generate(() -> 1).limit(neighbors.size() + 1L));
            case SIMILARITY -> normalized(DoubleStream.concat(DoubleStream.of(1), similarities(neighbors)));
            case NEIGHBORS -> {
                double each = (1 - OWN_SHARE) / neighbors.size();
                yield normalized(DoubleStream.concat(
                        DoubleStream.of(OWN_SHARE), neighbors.stream().mapToDouble(neighbor -> each)));
            }
        };
    }

    private static DoubleStream similarities(List<Neighbor> neighbors) {
        return neighbors.stream().mapToDouble(neighbor -> Math.max(LEAST, neighbor.similarity()));
    }

    private static double[] normalized(DoubleStream values) {
        double[] shares = values.toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }
}
