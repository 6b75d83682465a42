package io.pituning.learning.data;

import java.awt.image.BufferedImage;

/** A picture that is read, or drawn, when it is needed and not before. */
@FunctionalInterface
public interface Picture {

    /**
     * The pixels.
     *
     * @throws io.pituning.learning.LearningException {@code dataset-malformed} when it is not a readable picture or is larger than allowed
     */
    BufferedImage read();
}
