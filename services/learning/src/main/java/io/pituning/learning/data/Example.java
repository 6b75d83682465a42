package io.pituning.learning.data;

import java.util.Objects;
import java.util.Optional;

/**
 * One example of a task.
 *
 * @param picture the picture, empty for a language task
 * @param text the example's own text (a question, a sentence), {@code ""} when it has none
 * @param target what the model is to answer: one of the data set's labels, or free text where there are no labels
 */
public record Example(Optional<Picture> picture, String text, String target) {
    public Example {
        Objects.requireNonNull(picture, "picture");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(target, "target");
    }

    /** An example without a picture. */
    public static Example ofText(String text, String target) {
        return new Example(Optional.empty(), text, target);
    }

    /** An example with a picture; {@code text} may be {@code ""}. */
    public static Example ofPicture(Picture picture, String text, String target) {
        return new Example(Optional.of(picture), text, target);
    }
}
