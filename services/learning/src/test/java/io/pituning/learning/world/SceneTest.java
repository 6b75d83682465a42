package io.pituning.learning.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SceneTest {
    @Test
    void aCaptionNamesSizeColorTextureAndForm() {
        Wish wish = Wish.of(Form.CIRCLE, Hue.RED, true).with(Texture.STRIPED);

        assertThat(scene(List.of(wish)).describe()).isEqualTo("a big red striped circle");
    }

    @Test
    void aCaptionCountsWhatIsAlike() {
        Wish star = Wish.of(Form.STAR, Hue.ORANGE, false);
        Wish cross = Wish.of(Form.CROSS, Hue.BLUE, false);

        assertThat(scene(List.of(cross, cross, star)).describe()).isEqualTo("two blue crosses and an orange star");
    }

    @Test
    void aThingIsDrawnWhereItStandsInItsColor() {
        for (Hue hue : Hue.ALL) {
            Scene scene = scene(List.of(Wish.of(Form.SQUARE, hue, true)));
            Thing thing = scene.things().get(0);
            BufferedImage picture =
                    Scene.painted(scene.things(), quiet(scene.background())).read();

            int drawn = picture.getRGB((int) thing.x(), (int) thing.y()) & 0xffffff;

            assertThat(drawn).isEqualTo(thing.rgb());
        }
    }

    @Test
    void thingsStandApartAndInsideThePicture() {
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
    void everyThingDiffersFromItsGround() {
        for (int seed = 0; seed < 500; seed++) {
            Dice dice = Dice.of(seed, 1);
            Scene scene = Stage.set(FormQuestions.different(3, dice), dice);

            assertThat(scene.things())
                    .allMatch(thing ->
                            Hue.distance(thing.rgb(), scene.background().from()) > 60);
        }
    }

    @Test
    void aRegionJustHoldsItsThing() {
        Thing square = new Thing(Wish.of(Form.SQUARE, Hue.RED, true), 0, 32, 20, 10, 0, 1);

        assertThat(Region.of(square).words()).isEqualTo("<bin_6><bin_3><bin_10><bin_7>");
    }

    @Test
    void aRegionHasAnAreaAndLiesInThePictureWhateverItHolds() {
        for (int seed = 0; seed < 500; seed++) {
            Dice dice = Dice.of(seed, 2);
            for (Thing thing : Stage.set(FormQuestions.different(4, dice), dice).things()) {
                Region region = Region.of(thing);

                assertThat(region.left()).isGreaterThanOrEqualTo(0).isLessThan(region.right());
                assertThat(region.top()).isGreaterThanOrEqualTo(0).isLessThan(region.bottom());
                assertThat(region.right()).isLessThan(Region.BINS);
                assertThat(region.bottom()).isLessThan(Region.BINS);
            }
        }
    }

    @Test
    void aSketchShowsTheSameThingsInAnotherWay() {
        Scene scene = scene(List.of(Wish.of(Form.SQUARE, Hue.RED, true)));

        assertThat(scene.sketched().things()).isEqualTo(scene.things());
        assertThat(pixels(scene.sketched())).isNotEqualTo(pixels(scene));
        assertThat(pixels(scene.sketched())).isEqualTo(pixels(scene.sketched()));
    }

    @Test
    void everyLetterAndDigitLooksDifferent() {
        List<Glyph> all = new ArrayList<>(Glyph.LETTERS);
        all.addAll(Glyph.DIGITS);

        assertThat(all.stream().map(glyph -> pixels(glyph)).distinct()).hasSize(36);
    }

    private static List<Integer> pixels(Glyph glyph) {
        Thing thing = new Thing(Wish.of(glyph, Hue.BLACK, true), 0, 32, 32, 28, 0, 1);
        return pixels(Scene.painted(List.of(thing), new Background(0xffffff, 0xffffff, 0, 0, 0)));
    }

    private static List<Integer> pixels(Scene scene) {
        BufferedImage picture = scene.read();
        return Arrays.stream(picture.getRGB(0, 0, 64, 64, null, 0, 64)).boxed().toList();
    }

    private static Background quiet(Background ground) {
        return new Background(ground.from(), ground.from(), 0, 0, 0);
    }

    private static Scene scene(List<Wish> wishes) {
        return Stage.set(wishes, Dice.of(3, 3));
    }
}
