package io.pituning.graph.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/**
 * What one instance contributes to the response to a question.
 *
 * @param shards the shards it has read
 * @param found what it found in them
 */
record Part<T>(List<Integer> shards, T found) {
    Part {
        shards = List.copyOf(shards);
    }

    /**
     * {@return what all parts found together}
     *
     * <p>Empty if a shard is missing or was read twice, as can happen while one moves from instance to instance: a graph with a hole would look
     * like a whole one.
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
