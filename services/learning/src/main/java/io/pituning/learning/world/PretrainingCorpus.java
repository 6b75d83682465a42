package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The endless list of examples the first foundation model learns from: pictures with questions, captions and regions, and twice as many texts
 * with questions and blanks. Any place of it can be made without those before.
 *
 * <p>None of its texts is of a builtin task; see {@link Share}.
 *
 * @param seed names the list; other seeds give other lists
 * @param sentences ordinary English whose words are to be put back, compared and put in order; may be empty
 */
public record PretrainingCorpus(long seed, List<String> sentences) {
    /** So many consecutive examples are all with a picture or all without, so that a batch of this size can be of one kind. */
    public static final int BLOCK = 32;

    /** How many location tokens regions are written in; see {@link Region}. */
    public static final int LOCATIONS = Region.BINS;

    /** Of so many consecutive blocks the first is of pictures. */
    private static final int CYCLE = 3;

    private static final long NAMESPACE = 0x7072657472616961L;
    /** Part of the text examples that ordinary English takes, where there is some. */
    private static final double ORDINARY = 0.3;

    /** Copies the list. */
    public PretrainingCorpus {
        sentences = List.copyOf(sentences);
    }

    /** Whether the examples of a block, counted from 0, have pictures, for every list alike. */
    public static boolean blockHasPictures(long block) {
        return block % CYCLE == 0;
    }

    /**
     * Where the blocks of one kind are.
     *
     * @param ordinal which of that kind, from 0
     */
    public static long block(boolean pictures, long ordinal) {
        int texts = CYCLE - 1;
        return pictures ? ordinal * CYCLE : ordinal / texts * CYCLE + 1 + ordinal % texts;
    }

    /** How many of the first blocks are of one kind. */
    public static long blocks(boolean pictures, long first) {
        long withPictures = (first + CYCLE - 1) / CYCLE;
        return pictures ? withPictures : first - withPictures;
    }

    /**
     * The example at this place. Its text is the whole prompt, instruction included; its target a short answer, a caption or a region.
     *
     * @param index from 0
     */
    public Example example(long index) {
        Dice dice = Dice.of(seed ^ NAMESPACE, index);
        if (blockHasPictures(index / BLOCK)) {
            return PictureQuestions.any(dice);
        }
        return !sentences.isEmpty() && dice.chance(ORDINARY)
                ? ordinary(TextWords.words(dice.pick(sentences)), dice)
                : TextQuestions.any(dice);
    }

    private static Example ordinary(List<String> words, Dice dice) {
        double kind = dice.uniform(0, 1);
        if (kind < 0.5 || !TextWords.isLongEnough(words)) {
            return Denoising.example(words, dice);
        }
        return kind < 0.85 ? ComparisonQuestions.any(words, dice) : OrderQuestions.any(words, dice);
    }

    /** Prompts and targets of the first {@code examples} places, in order, then all sentences: what a tokenizer is trained on. */
    public Stream<String> texts(long examples) {
        return Stream.concat(
                LongStream.range(0, examples)
                        .mapToObj(this::example)
                        .flatMap(example -> Stream.of(example.text(), example.target())),
                sentences.stream());
    }
}
