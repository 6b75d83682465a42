package io.pituning.learning.pretraining;

import io.pituning.learning.backbone.ofa.OfaConfig;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.Picture;
import io.pituning.learning.data.Pixels;
import io.pituning.learning.tokenizer.TextTokenizer;
import io.pituning.learning.world.PatchWords;
import io.pituning.learning.world.PretrainingCorpus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * The batches of a pre-training, drawn ahead of the training: a step reads pictures or text as the block of its number in the corpus does.
 *
 * <p>The content of a step depends on the seed and the step's number alone, so that a resumed training sees what an undisturbed one would.
 * A few batches of one kind are drawn together and cut by length, which halves the padding.
 */
final class PretrainingBatches implements AutoCloseable {
    private static final int TOGETHER = 4;
    private static final int PATCH = 16;

    private final TextTokenizer tokenizer;
    private final PretrainingSettings settings;
    private final PretrainingCorpus corpus;
    private final int imageSize;
    private final int vocabulary;
    private final Map<String, int[]> tokens = new HashMap<>();
    private final ExecutorService painter = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "pretraining-batches");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Group, Future<List<Drawn>>> groups = new HashMap<>();

    /** Batches of one kind that are drawn together. */
    private record Group(boolean pictures, long number) {
        Group next() {
            return new Group(pictures, number + 1);
        }
    }

    /**
     * A batch before it is a tensor.
     *
     * @param pixels (B, 3, H, W) row-major; empty for a text batch
     * @param patchWords what is seen where, each as patch number · vocabulary + token number, patches counted through the batch
     */
    record Drawn(float[] pixels, List<int[]> sources, List<int[]> targets, long[] patchWords) {
        boolean hasPictures() {
            return pixels.length > 0;
        }
    }

    PretrainingBatches(
            TextTokenizer tokenizer, PretrainingSettings settings, PretrainingCorpus corpus, OfaConfig config) {
        this.tokenizer = tokenizer;
        this.settings = settings;
        this.corpus = corpus;
        this.imageSize = config.imageSize();
        this.vocabulary = config.vocabularySize();
    }

    /** The batch of a step; steps are asked for in order. */
    Drawn take(long step) {
        boolean pictures = PretrainingCorpus.blockHasPictures(step);
        long ordinal = PretrainingCorpus.blocks(pictures, step);
        Group group = new Group(pictures, ordinal / TOGETHER);
        try {
            ask(group);
            ask(group.next());
            Drawn drawn = groups.get(group).get().get((int) (ordinal % TOGETHER));
            groups.keySet().removeIf(old -> old.pictures() == pictures && old.number() < group.number());
            return drawn;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Pre-training was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A pre-training batch could not be drawn.", e.getCause());
        }
    }

    private void ask(Group group) {
        groups.computeIfAbsent(group, g -> painter.submit(() -> draw(g)));
    }

    private List<Drawn> draw(Group group) {
        int size = TOGETHER * settings.batchSize();
        List<Encoded> examples = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            requireWanted();
            long ordinal = group.number() * size + i;
            long block = PretrainingCorpus.block(group.pictures(), ordinal / PretrainingCorpus.BLOCK);
            long index = block * PretrainingCorpus.BLOCK + ordinal % PretrainingCorpus.BLOCK;
            examples.add(Encoded.of(corpus.example(index), tokenizer));
        }
        examples.sort(Comparator.comparingInt(Encoded::tokens));
        List<Drawn> batches = new ArrayList<>();
        for (int from = 0; from < size; from += settings.batchSize()) {
            batches.add(batch(examples.subList(from, from + settings.batchSize())));
        }
        Collections.shuffle(batches, new Random(settings.seed() + 2 * group.number() + (group.pictures() ? 0 : 1)));
        return batches;
    }

    private Drawn batch(List<Encoded> examples) {
        int plane = 3 * imageSize * imageSize;
        boolean pictures = examples.get(0).example().picture().isPresent();
        float[] pixels = new float[pictures ? examples.size() * plane : 0];
        List<int[]> sources = new ArrayList<>();
        List<int[]> targets = new ArrayList<>();
        LongStream.Builder patchWords = LongStream.builder();
        for (Encoded example : examples) {
            requireWanted();
            int row = sources.size();
            example.example().picture().ifPresent(picture -> {
                System.arraycopy(Pixels.rgb(picture.read(), imageSize), 0, pixels, row * plane, plane);
                addPatchWords(row, picture, patchWords);
            });
            sources.add(example.source());
            targets.add(example.target());
        }
        return new Drawn(pixels, sources, targets, patchWords.build().toArray());
    }

    /** Ends a drawing that {@link #close} has interrupted. */
    private static void requireWanted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Nobody takes batches any more.");
        }
    }

    private void addPatchWords(int row, Picture picture, LongStream.Builder patchWords) {
        int side = imageSize / PATCH;
        List<List<String>> words = PatchWords.of(picture, side);
        for (int patch = 0; patch < words.size(); patch++) {
            long number = (long) row * side * side + patch;
            for (String word : words.get(patch)) {
                for (int token : tokens.computeIfAbsent(word, tokenizer::encode)) {
                    patchWords.add(number * vocabulary + token);
                }
            }
        }
    }

    private record Encoded(Example example, int[] source, int[] target) {
        static Encoded of(Example example, TextTokenizer tokenizer) {
            return new Encoded(example, tokenizer.encode(example.text()), tokenizer.encode(example.target()));
        }

        int tokens() {
            return source.length + target.length;
        }
    }

    /** Returns once nothing is drawn any more: the tokenizer may be freed then. */
    @Override
    public void close() {
        painter.shutdownNow();
        boolean interrupted = false;
        while (!painter.isTerminated()) {
            try {
                painter.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
