package io.pituning.graph.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/**
 * One instance's part of an answer.
 *
 * @param shards those it speaks for
 * @param found what these know
 */
record Part<T>(List<Integer> shards, T found) {
    Part {
        shards = List.copyOf(shards);
    }

    /**
     * {@return the answer of all parts together}
     *
     * <p>Empty where a shard is missing or was read twice, as while one moves from instance to instance: a graph with a hole would look like
     * a whole one.
     *
     * @param shards how many there are
     */
    static <T> Optional<T> whole(List<Part<T>> parts, int shards, T nothing, BinaryOperator<T> and) {
        List<Integer> spoken = new ArrayList<>();
        parts.forEach(part -> spoken.addAll(part.shards));
        boolean eachOnce = spoken.stream()
                .sorted()
                .toList()
                .equals(IntStream.range(0, shards).boxed().toList());
        return eachOnce ? Optional.of(parts.stream().map(Part::found).reduce(nothing, and)) : Optional.empty();
    }
}
