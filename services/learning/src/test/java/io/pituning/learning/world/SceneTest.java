package io.pituning.learning.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SceneTest {
    @Test
    void a_caption_names_size_colour_texture_and_form() {
        Wish wish = Wish.of(Form.CIRCLE, Hue.RED, true).with(Texture.STRIPED);

        assertThat(scene(List.of(wish)).describe()).isEqualTo("a big red striped circle");
    }

    @Test
    void a_caption_counts_what_is_alike() {
        Wish star = Wish.of(Form.STAR, Hue.ORANGE, false);
        Wish cross = Wish.of(Form.CROSS, Hue.BLUE, false);

        assertThat(scene(List.of(cross, cross, star)).describe()).isEqualTo("two blue crosses and an orange star");
    }

    @Test
    void a_thing_is_drawn_where_it_stands_in_its_colour() {
        for (Hue hue : Hue.ALL) {
            Scene scene = scene(List.of(Wish.of(Form.SQUARE, hue, true)));
            Thing thing = scene.things().get(0);
            BufferedImage picture = new Scene(scene.things(), quiet(scene.background())).read();

            int drawn = picture.getRGB((int) thing.x(), (int) thing.y()) & 0xffffff;

            assertThat(drawn).isEqualTo(thing.rgb());
        }
    }

    @Test
    void things_stand_apart_and_inside_the_picture() {
        for (int seed = 0; seed < 200; seed++) {
            Dice dice = Dice.of(seed, 0);
            List<Thing> things =
                    Stage.set(FormQuestions.different(4, dice), dice).things();

            for (Thing thing : things) {
                assertThat(thing.x()).isBetween(thing.radius(), Scene.SIDE - thing.radius());
                assertThat(thing.y()).isBetween(thing.radius(), Scene.SIDE - thing.radius());
                assertThat(things)
                        .filteredOn(other -> other != thing)
                        .allMatch(other -> Math.hypot(other.x() - thing.x(), other.y() - thing.y())
                                > other.radius() + thing.radius());
            }
        }
    }

    @Test
    void every_thing_differs_from_its_ground() {
        for (int seed = 0; seed < 500; seed++) {
            Dice dice = Dice.of(seed, 1);
            Scene scene = Stage.set(FormQuestions.different(3, dice), dice);

            assertThat(scene.things())
                    .allMatch(thing ->
                            Hue.distance(thing.rgb(), scene.background().from()) > 60);
        }
    }

    @Test
    void every_letter_and_digit_looks_different() {
        List<Glyph> all = new ArrayList<>(Glyph.LETTERS);
        all.addAll(Glyph.DIGITS);

        assertThat(all.stream().map(glyph -> pixels(glyph)).distinct()).hasSize(36);
    }

    private static List<Integer> pixels(Glyph glyph) {
        Thing thing = new Thing(Wish.of(glyph, Hue.BLACK, true), 0, 32, 32, 28, 0, 1);
        BufferedImage picture = new Scene(List.of(thing), new Background(0xffffff, 0xffffff, 0, 0, 0)).read();
        return Arrays.stream(picture.getRGB(0, 0, 64, 64, null, 0, 64)).boxed().toList();
    }

    private static Background quiet(Background ground) {
        return new Background(ground.from(), ground.from(), 0, 0, 0);
    }

    private static Scene scene(List<Wish> wishes) {
        return Stage.set(wishes, Dice.of(3, 3));
    }
}
