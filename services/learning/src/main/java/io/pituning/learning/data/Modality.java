package io.pituning.learning.data;

import java.util.Arrays;
import java.util.Optional;

/** What the examples of a task consist of. */
public enum Modality {
    /** A picture and nothing else (the task's instruction apart). */
    VISION("vision"),
    /** Text and nothing else. */
    LANGUAGE("language"),
    /** A picture together with text that differs between examples. */
    VISION_LANGUAGE("vision-language");

    private final String wireName;

    Modality(String wireName) {
        this.wireName = wireName;
    }

    /** The name used in events and in {@code dataset.json}. */
    public String wireName() {
        return wireName;
    }

    /** The modality with this wire name, empty when there is none. */
    public static Optional<Modality> ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(modality -> modality.wireName.equals(wireName))
                .findFirst();
    }

    /** Whether every example of this modality has a picture. */
    public boolean hasPicture() {
        return this != LANGUAGE;
    }

    /** Whether every example of this modality has a text of its own. */
    public boolean hasText() {
        return this != VISION;
    }
}
