package io.pituning.learning.world;

import io.pituning.learning.data.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be seen at each patch of a generated picture, in words: the color, kind, texture, size and place of the thing there, and its region
 * in location tokens.
 *
 * <p>Answers to questions alone teach an image stem very slowly; these words give it a target at every patch. Places are among them because OFA
 * adds no position to a patch's content: only the stem, by its padding, can put one there.
 */
public final class PatchWords {
    private static final double REACH = 5;

    private PatchWords() {}

    /**
     * The words of each patch, row-major; none where there is background, or for a picture that was not generated.
     *
     * @param side patches along one edge
     * @return side · side lists
     */
    public static List<List<String>> of(Picture picture, int side) {
        List<List<String>> words = new ArrayList<>();
        double edge = (double) Scene.SIDE / side;
        for (int patch = 0; patch < side * side; patch++) {
            double x = (patch % side + 0.5) * edge;
            double y = (patch / side + 0.5) * edge;
            words.add(picture instanceof Scene scene ? at(scene, x, y) : List.of());
        }
        return words;
    }

    private static List<String> at(Scene scene, double x, double y) {
        double nearest = REACH;
        List<String> words = List.of();
        for (Thing thing : scene.things()) {
            double distance = Math.hypot(thing.x() - x, thing.y() - y) - thing.radius();
            if (distance < nearest) {
                nearest = distance;
                words = words(thing);
            }
        }
        return words;
    }

    private static List<String> words(Thing thing) {
        Wish wish = thing.wish();
        List<String> words = new ArrayList<>(List.of(wish.hue().word(), wish.big() ? "big" : "small"));
        if (!(wish.kind() instanceof Scribble)) {
            words.add(wish.kind().word());
        }
        if (wish.kind() instanceof Form) {
            words.add(wish.texture().word());
        }
        words.add(Place.nearest(thing.x() / Scene.SIDE, thing.y() / Scene.SIDE).word());
        words.addAll(Region.of(thing).bins());
        return words;
    }
}
