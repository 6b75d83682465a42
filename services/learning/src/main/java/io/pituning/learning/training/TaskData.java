package io.pituning.learning.training;

import io.pituning.learning.LearningException;
import io.pituning.learning.backbone.Batch;
import io.pituning.learning.backbone.Patches;
import io.pituning.learning.backbone.TokenFormat;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.Picture;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.Scope;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A task as the learning core reads it: text as token numbers, pictures as embedded patches. What lies below the experts is computed here,
 * once.
 *
 * <p>Holds native memory: close it.
 */
public final class TaskData implements AutoCloseable {
    private static final Picture NO_PICTURE = () -> new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

    private final DataSetInfo info;
    private final List<int[]> labels;
    private final Split train;
    private final Split validation;
    private final Split test;

    private TaskData(DataSetInfo info, List<int[]> labels, Split train, Split validation, Split test) {
        this.info = info;
        this.labels = labels;
        this.train = train;
        this.validation = validation;
        this.test = test;
    }

    /** As {@link #prepare(FoundationModel, DataSet, ProgressListener)}, and tells nobody. */
    public static TaskData prepare(FoundationModel model, DataSet data) {
        return prepare(model, data, ProgressListener.SILENT);
    }

    /**
     * Prepares a data set for a model.
     *
     * @param listener hears of every part of the pictures that is embedded; none of them counts as done, for what they are embedded for is
     *     still to begin
     * @throws LearningException {@code task-unsupported} if the data set has a single label, one longer than the model's rows, one without
     *     tokens or two of the same tokens, or without labels a target longer than the rows, or if what is right in validation or test is no
     *     box as this model writes it, {@code dataset-malformed} if a picture cannot be read, a split is empty or a target is not among the
     *     labels
     */
    public static TaskData prepare(FoundationModel model, DataSet data, ProgressListener listener) {
        List<int[]> labels =
                data.info().labels().stream().map(model.tokenizer()::encode).toList();
        new TaskRequirements(model, data).require(labels);
        int examples =
                data.train().size() + data.validation().size() + data.test().size();
        Runnable partEmbedded = () -> listener.progress("embedding pictures", 0, examples);
        // The scope frees the pictures of earlier splits where a later one is refused.
        try (Scope scope = Scope.open()) {
            TaskData prepared = new TaskData(
                    data.info(),
                    labels,
                    Split.of(model, data.info(), data.train(), partEmbedded),
                    Split.of(model, data.info(), data.validation(), partEmbedded),
                    Split.of(model, data.info(), data.test(), partEmbedded));
            List.of(prepared.train, prepared.validation, prepared.test)
                    .forEach(split -> split.patches.ifPresent(all -> scope.keep(all.embedded())));
            return prepared;
        }
    }

    public DataSetInfo info() {
        return info;
    }

    /** The labels as token numbers, in the order of the data set; empty for a generation task. */
    public List<int[]> labels() {
        return labels;
    }

    /**
     * Most tokens that a generated answer is given, without its end: twice what the longest training target has. One that goes on beyond is
     * not going to come right, and would hold up everybody else.
     */
    public int longestAnswer() {
        return Math.max(1, Math.min(train.longest - 1, 2 * train.longestTarget()));
    }

    public Split train() {
        return train;
    }

    public Split validation() {
        return validation;
    }

    public Split test() {
        return test;
    }

    @Override
    public void close() {
        train.close();
        validation.close();
        test.close();
    }

    /** The examples of one purpose. */
    public static final class Split implements AutoCloseable {
        private final List<int[]> sources;
        private final List<int[]> targets;
        private final List<String> answers;
        private final int[] labels;
        private final Optional<Patches> patches;
        private final TokenFormat tokens;
        private final int longest;

        private Split(
                List<int[]> sources,
                List<int[]> targets,
                List<String> answers,
                int[] labels,
                Optional<Patches> patches,
                TokenFormat tokens,
                int longest) {
            this.sources = sources;
            this.targets = targets;
            this.answers = answers;
            this.labels = labels;
            this.patches = patches;
            this.tokens = tokens;
            this.longest = longest;
        }

        private static Split of(
                FoundationModel model, DataSetInfo info, List<Example> examples, Runnable partEmbedded) {
            if (examples.isEmpty()) {
                throw new LearningException(
                        "dataset-malformed",
                        "A split of the data set " + info.name() + " has no examples.",
                        "Give every split at least one example.");
            }
            List<int[]> sources = examples.stream()
                    .map(example -> model.tokenizer().encode(info.prompt(example)))
                    .toList();
            List<int[]> targets = examples.stream()
                    .map(example -> model.tokenizer().encode(example.target()))
                    .toList();
            return new Split(
                    sources,
                    targets,
                    examples.stream().map(Example::target).toList(),
                    info.isClassification() ? labels(info, examples) : new int[0],
                    patches(model, examples, partEmbedded),
                    model.backbone().tokens(),
                    model.longest());
        }

        private static int[] labels(DataSetInfo info, List<Example> examples) {
            return examples.stream()
                    .mapToInt(example -> {
                        int label = info.labels().indexOf(example.target());
                        if (label < 0) {
                            throw new LearningException(
                                    "dataset-malformed",
                                    "The data set " + info.name() + " has the target \"" + example.target()
                                            + "\", which is not among its labels " + info.labels() + ".",
                                    "List it in dataset.json, or correct the example.");
                        }
                        return label;
                    })
                    .toArray();
        }

        private static Optional<Patches> patches(FoundationModel model, List<Example> examples, Runnable partEmbedded) {
            if (examples.stream().noneMatch(example -> example.picture().isPresent())) {
                return Optional.empty();
            }
            Patches all = model.embed(
                    examples.stream()
                            .map(example -> example.picture().orElse(NO_PICTURE))
                            .toList(),
                    partEmbedded);
            boolean[] present = new boolean[examples.size()];
            IntStream.range(0, present.length)
                    .forEach(i -> present[i] = examples.get(i).picture().isPresent());
            return Optional.of(new Patches(all.embedded(), all.rows(), all.columns(), present));
        }

        /** How many examples there are. */
        public int size() {
            return sources.size();
        }

        /** What is right, as text, in the order of the examples: one answer each. */
        public List<List<String>> references() {
            return answers.stream().map(List::of).toList();
        }

        /**
         * The number of the label of an example.
         *
         * @throws IllegalStateException for a generation task
         */
        public int label(int example) {
            if (labels.length == 0) {
                throw new IllegalStateException("The examples of a generation task have no labels.");
            }
            return labels[example];
        }

        /** The examples with the given numbers, as a batch. */
        public Batch batch(int... examples) {
            return batch(examples, IntStream.of(examples).mapToObj(targets::get).toList());
        }

        /** The same with other targets, token numbers without special ones. */
        public Batch batch(int[] examples, List<int[]> otherTargets) {
            return tokens.batch(
                    patches(examples),
                    IntStream.of(examples).mapToObj(sources::get).toList(),
                    otherTargets,
                    longest);
        }

        /** The examples cut into batches of at most {@code size}, shortest sources first, so that little is padding. */
        public List<int[]> cut(int size) {
            int[] byLength = IntStream.range(0, size())
                    .boxed()
                    .sorted((a, b) -> Integer.compare(sources.get(a).length, sources.get(b).length))
                    .mapToInt(Integer::intValue)
                    .toArray();
            List<int[]> cut = new ArrayList<>();
            for (int from = 0; from < byLength.length; from += size) {
                cut.add(Arrays.copyOfRange(byLength, from, Math.min(byLength.length, from + size)));
            }
            return cut;
        }

        private Optional<Patches> patches(int[] examples) {
            return patches.map(all -> {
                long[] rows = IntStream.of(examples).asLongStream().toArray();
                boolean[] present = new boolean[examples.length];
                IntStream.range(0, examples.length).forEach(i -> present[i] = all.present()[examples[i]]);
                return new Patches(all.embedded().rows(rows), all.rows(), all.columns(), present);
            });
        }

        private int longestTarget() {
            return targets.stream().mapToInt(target -> target.length).max().orElseThrow();
        }

        @Override
        public void close() {
            patches.ifPresent(all -> all.embedded().close());
        }
    }
}
