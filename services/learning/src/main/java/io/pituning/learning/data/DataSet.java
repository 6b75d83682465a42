package io.pituning.learning.data;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A task's data: three disjoint lists of examples.
 *
 * @param info what is said of it as a whole
 * @param train examples to learn from
 * @param validation examples to choose by (early stopping, own expert or interpolated one)
 * @param test examples that decide nothing
 */
public record DataSet(DataSetInfo info, List<Example> train, List<Example> validation, List<Example> test) {
    public DataSet {
        Objects.requireNonNull(info, "info");
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /**
     * The few-shot form: {@code perLabel} training and as many validation examples for each label, or in all where there are no labels. A
     * label that has fewer keeps all it has; the test split stays whole.
     *
     * @param seed decides the choice; the same seed always chooses the same examples
     * @throws IllegalArgumentException when {@code perLabel} is below 1
     */
    public DataSet shots(int perLabel, long seed) {
        if (perLabel < 1) {
            throw new IllegalArgumentException("shots must be at least 1 but is " + perLabel);
        }
        SplittableRandom random = new SplittableRandom(seed);
        return new DataSet(
                info,
                chosenPerLabel(train, perLabel, random.split()),
                chosenPerLabel(validation, perLabel, random.split()),
                test);
    }

    /**
     * At most so many examples of each split, chosen at random; {@link Integer#MAX_VALUE} leaves a split whole.
     *
     * @param seed decides the choice; the same seed always chooses the same examples
     * @throws IllegalArgumentException when a number is negative
     */
    public DataSet limit(int trainExamples, int validationExamples, int testExamples, long seed) {
        if (trainExamples < 0 || validationExamples < 0 || testExamples < 0) {
            throw new IllegalArgumentException("a number of examples is negative");
        }
        SplittableRandom random = new SplittableRandom(seed);
        return new DataSet(
                info,
                chosen(train, trainExamples, random.split()),
                chosen(validation, validationExamples, random.split()),
                chosen(test, testExamples, random.split()));
    }

    /**
     * The part of the data that a task asks for: {@link #shots}, then at most {@code examples} training and a quarter as many validation
     * examples; what is empty bounds nothing, and the test split stays whole.
     *
     * @param seed decides the choice; the same seed always chooses the same examples
     */
    public DataSet part(Optional<Integer> shots, Optional<Integer> examples, long seed) {
        DataSet few = shots.map(perLabel -> shots(perLabel, seed)).orElse(this);
        return examples.map(most -> few.limit(most, Math.max(1, most / 4), Integer.MAX_VALUE, seed))
                .orElse(few);
    }

    private List<Example> chosenPerLabel(List<Example> examples, int perLabel, SplittableRandom random) {
        if (!info.isClassification()) {
            return chosen(examples, perLabel, random);
        }
        Map<String, int[]> taken = new LinkedHashMap<>();
        info.labels().forEach(label -> taken.put(label, new int[1]));
        return inOriginalOrder(
                examples,
                shuffled(examples.size(), random)
                        .filter(index -> taken.get(examples.get(index).target())[0]++ < perLabel)
                        .boxed()
                        .toList());
    }

    private static List<Example> chosen(List<Example> examples, int count, SplittableRandom random) {
        if (examples.size() <= count) {
            return examples;
        }
        return inOriginalOrder(
                examples, shuffled(examples.size(), random).limit(count).boxed().toList());
    }

    private static List<Example> inOriginalOrder(List<Example> examples, Collection<Integer> indices) {
        return indices.stream().sorted().map(examples::get).toList();
    }

    private static IntStream shuffled(int size, SplittableRandom random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int last = size - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int kept = order[last];
            order[last] = order[other];
            order[other] = kept;
        }
        return IntStream.of(order);
    }
}
