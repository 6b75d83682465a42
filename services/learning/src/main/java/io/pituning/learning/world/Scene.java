package io.pituning.learning.world;

import io.pituning.learning.data.Picture;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A picture of a few things on a background; it is drawn when it is read, always alike.
 *
 * @param things what is in it, none hidden by another
 * @param background its ground
 * @param style how the things are drawn
 */
record Scene(List<Thing> things, Background background, Style style) implements Picture {
    /** Width and height in pixels. */
    static final int SIDE = 64;

    private static final List<String> NUMBERS = List.of("no", "one", "two", "three", "four", "five", "six");

    Scene {
        things = List.copyOf(things);
    }

    static Scene painted(List<Thing> things, Background background) {
        return new Scene(things, background, Style.PAINTED);
    }

    /** The same scene, sketched. */
    Scene sketched() {
        return new Scene(things, background, Style.SKETCHED);
    }

    @Override
    public BufferedImage read() {
        return ScenePainter.paint(this);
    }

    /** A caption, such as {@code a big red striped circle and two blue stars}. */
    String describe() {
        Map<String, List<Thing>> alike = new LinkedHashMap<>();
        for (Thing thing : things) {
            alike.computeIfAbsent(description(thing.wish(), things.size() == 1), key -> new ArrayList<>())
                    .add(thing);
        }
        List<String> parts = new ArrayList<>();
        alike.forEach((words, group) -> parts.add(
                group.size() == 1
                        ? article(words) + " " + words
                        : NUMBERS.get(group.size()) + " "
                                + words.substring(
                                        0,
                                        words.length()
                                                - group.get(0)
                                                        .wish()
                                                        .kind()
                                                        .word()
                                                        .length())
                                + group.get(0).wish().kind().plural()));
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.get(parts.size() - 1);
    }

    private static String description(Wish wish, boolean full) {
        String size = full ? (wish.big() ? "big " : "small ") : "";
        String texture = wish.texture() == Texture.SOLID ? "" : wish.texture().word() + " ";
        String sort = wish.kind() instanceof Glyph glyph ? (glyph.isLetter() ? "letter " : "digit ") : "";
        return size + wish.hue().word() + " " + texture + sort + wish.kind().word();
    }

    static String article(String words) {
        return "aeiou".indexOf(words.charAt(0)) >= 0 ? "an" : "a";
    }
}
