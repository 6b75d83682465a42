package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The endless list of examples the first foundation model learns from: pictures with questions and captions, and texts with questions, in
 * turn. Any place of it can be made without those before.
 */
public final class PretrainingCorpus {
    /** So many consecutive examples are all with a picture or all without, so that a batch of this size can be of one kind. */
    public static final int BLOCK = 32;

    private static final long NAMESPACE = 0x7072657472616961L;

    private PretrainingCorpus() {}

    /** Whether the example at this place has a picture, for every seed alike; cheap. */
    public static boolean hasPicture(long index) {
        return index / BLOCK % 2 == 0;
    }

    /**
     * The example at this place. Its text is the whole prompt, instruction included; its target a short answer or a caption.
     *
     * @param index from 0
     * @param seed names the list; other seeds give other lists
     */
    public static Example example(long index, long seed) {
        Dice dice = Dice.of(seed ^ NAMESPACE, index);
        return hasPicture(index) ? PictureQuestions.any(dice) : TextQuestions.any(dice);
    }

    /** Prompts and targets of the first {@code examples} places, in order: what a tokenizer is trained on. */
    public static Stream<String> texts(long examples, long seed) {
        return LongStream.range(0, examples)
                .mapToObj(index -> example(index, seed))
                .flatMap(example -> Stream.of(example.text(), example.target()));
    }
}
