package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import io.pituning.learning.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Builtin tasks of the vision-language modality, all on sketches: referring expressions of three degrees of difficulty (by looks, by place, by
 * relation), visual question answering, visual entailment, captioning.
 */
final class VisionLanguageTasks {
    private static final String POINT = "point at:";
    private static final double APART = 8;

    static final List<BuiltinTask> ALL = List.of(
            BuiltinTask.generating(
                    "refer-color",
                    Modality.VISION_LANGUAGE,
                    POINT,
                    Metric.IOU,
                    Set.of(Trait.SKETCH, Trait.REGION, Trait.COLOR, Trait.FORM),
                    (label, dice) -> referByLooks(dice)),
            BuiltinTask.generating(
                    "refer-place",
                    Modality.VISION_LANGUAGE,
                    POINT,
                    Metric.IOU,
                    Set.of(Trait.SKETCH, Trait.REGION, Trait.PLACE, Trait.FORM),
                    (label, dice) -> referByPlace(dice)),
            BuiltinTask.generating(
                    "refer-relation",
                    Modality.VISION_LANGUAGE,
                    POINT,
                    Metric.IOU,
                    Set.of(Trait.SKETCH, Trait.REGION, Trait.RELATION, Trait.COLOR, Trait.FORM),
                    (label, dice) -> referByRelation(dice)),
            BuiltinTask.generating(
                    "ask-picture",
                    Modality.VISION_LANGUAGE,
                    "",
                    Metric.EXACT_MATCH,
                    Set.of(Trait.SKETCH, Trait.COLOR, Trait.FORM, Trait.COUNT),
                    (label, dice) -> question(dice)),
            BuiltinTask.choosing(
                    "picture-proves",
                    Modality.VISION_LANGUAGE,
                    "does the sketch prove it?",
                    List.of("yes", "maybe", "no"),
                    Set.of(Trait.SKETCH, Trait.COLOR, Trait.FORM, Trait.VERDICT),
                    VisionLanguageTasks::claim),
            BuiltinTask.generating(
                    "sketch-caption",
                    Modality.VISION_LANGUAGE,
                    "",
                    Metric.CIDER,
                    Set.of(Trait.SKETCH, Trait.COLOR, Trait.FORM, Trait.RELATION),
                    (label, dice) -> caption(dice)));

    private VisionLanguageTasks() {}

    private static Example referByLooks(Dice dice) {
        Scene scene = Stage.set(big(FormQuestions.different(dice.between(2, 3), dice)), dice);
        Wish meant = scene.things().get(0).wish();
        String said = dice.pick(
                "the " + meant.hue().word() + " one",
                "the " + meant.hue().word() + " " + meant.kind().word(),
                "the " + meant.kind().word());
        return refer(scene, said, scene.things().get(0));
    }

    /** Two of a kind, told apart by where they are; a third thing beside. */
    private static Example referByPlace(Dice dice) {
        while (true) {
            List<Wish> wishes = big(FormQuestions.different(2, dice));
            wishes.add(wishes.get(0));
            Scene scene = Stage.set(wishes, dice);
            Thing meant = scene.things().get(0);
            Thing twin = scene.things().get(2);
            String kind = meant.wish().kind().word();
            double dx = meant.x() - twin.x();
            double dy = meant.y() - twin.y();
            if (Math.abs(dx) > APART && Math.abs(dx) > Math.abs(dy)) {
                return refer(
                        scene,
                        dx < 0
                                ? dice.pick("the left " + kind, "the " + kind + " more to the left")
                                : dice.pick("the right " + kind, "the " + kind + " more to the right"),
                        meant);
            }
            if (Math.abs(dy) > APART) {
                return refer(
                        scene,
                        dy < 0
                                ? dice.pick("the upper " + kind, "the " + kind + " nearer to the top")
                                : dice.pick("the lower " + kind, "the " + kind + " nearer to the bottom"),
                        meant);
            }
        }
    }

    /** A thing named only by where it is, seen from another one. */
    private static Example referByRelation(Dice dice) {
        while (true) {
            Scene scene = Stage.set(big(FormQuestions.different(3, dice)), dice);
            Thing anchor = scene.things().get(0);
            Side side = dice.pick(List.of(Side.values()));
            List<Thing> there = scene.things().stream()
                    .filter(thing -> thing != anchor && side.holds(thing, anchor))
                    .toList();
            if (there.size() == 1) {
                return refer(scene, "the thing " + side.words + " the " + looks(anchor.wish()), there.get(0));
            }
        }
    }

    private static Example refer(Scene scene, String said, Thing meant) {
        return Example.ofPicture(scene.sketched(), said, Region.of(meant).words());
    }

    private static Example question(Dice dice) {
        List<Wish> wishes = big(FormQuestions.different(dice.between(1, 3), dice));
        Scene scene = Stage.set(wishes, dice).sketched();
        Wish asked = wishes.get(0);
        return switch (dice.below(4)) {
            case 0 ->
                Example.ofPicture(
                        scene,
                        "which pencil drew the " + asked.kind().word() + "?",
                        asked.hue().word());
            case 1 ->
                Example.ofPicture(
                        scene,
                        "what did the " + asked.hue().word() + " pencil draw?",
                        asked.kind().word());
            case 2 -> Example.ofPicture(scene, "how many drawings are on the sheet?", Words.NUMBERS.get(wishes.size()));
            default -> {
                boolean there = dice.chance(0.5);
                List<Form> forms =
                        wishes.stream().map(wish -> (Form) wish.kind()).toList();
                Form said = there ? forms.get(0) : dice.pickOther(Form.ALL, forms);
                yield Example.ofPicture(scene, "did anyone draw " + Words.a(said.word()) + "?", Words.yesNo(there));
            }
        };
    }

    /** Yes: what can be seen. Maybe: what cannot be seen in a sketch. No: what is seen to be otherwise. */
    private static Example claim(int label, Dice dice) {
        List<Wish> wishes = big(FormQuestions.different(dice.between(1, 2), dice));
        Wish wish = wishes.get(0);
        List<Hue> hues = wishes.stream().map(Wish::hue).toList();
        List<Form> forms = wishes.stream().map(each -> (Form) each.kind()).toList();
        String hue = wish.hue().word();
        String kind = wish.kind().word();
        String statement =
                switch (label) {
                    case 0 -> statement(hue, kind, dice);
                    case 1 ->
                        dice.pick(
                                Words.a(hue + " " + kind) + " belongs to a child.",
                                "the " + kind + " was drawn in the morning.",
                                "the " + hue + " " + kind + " is heavy.",
                                "somebody likes the " + kind + ".",
                                Words.a(kind) + " of this sort is expensive.");
                    default ->
                        dice.chance(0.5)
                                ? statement(dice.pickOther(Hue.ALL, hues).word(), kind, dice)
                                : statement(hue, dice.pickOther(Form.ALL, forms).word(), dice);
                };
        return Example.ofPicture(Stage.set(wishes, dice).sketched(), statement, "");
    }

    private static String statement(String hue, String kind, Dice dice) {
        return dice.pick(
                "there is " + Words.a(hue + " " + kind) + ".",
                "the " + kind + " is " + hue + ".",
                "somebody drew " + Words.a(hue + " " + kind) + ".",
                "one can see " + Words.a(hue + " " + kind) + ".");
    }

    /** Two things and how they stand to each other. */
    private static Example caption(Dice dice) {
        while (true) {
            Scene scene = Stage.set(big(FormQuestions.different(2, dice)), dice);
            Thing one = scene.things().get(0);
            Thing other = scene.things().get(1);
            for (Side side : Side.values()) {
                if (side.holds(one, other)) {
                    return Example.ofPicture(
                            scene.sketched(),
                            "note for the archive:",
                            "sketch of " + Words.a(looks(one.wish())) + " " + side.words + " "
                                    + Words.a(looks(other.wish())));
                }
            }
        }
    }

    /** Where one thing is, seen from another. */
    private enum Side {
        LEFT("left of"),
        RIGHT("right of"),
        ABOVE("above"),
        BELOW("below");

        private final String words;

        Side(String words) {
            this.words = words;
        }

        boolean holds(Thing thing, Thing from) {
            double dx = thing.x() - from.x();
            double dy = thing.y() - from.y();
            boolean beside = Math.abs(dx) > Math.abs(dy);
            return switch (this) {
                case LEFT -> beside && dx < -APART;
                case RIGHT -> beside && dx > APART;
                case ABOVE -> !beside && dy < -APART;
                case BELOW -> !beside && dy > APART;
            };
        }
    }

    private static String looks(Wish wish) {
        return wish.hue().word() + " " + wish.kind().word();
    }

    /** The same, big and plain: pencil shows neither size nor filling well. */
    private static List<Wish> big(List<Wish> wishes) {
        return new ArrayList<>(wishes.stream()
                .map(wish -> Wish.of(wish.kind(), wish.hue(), true))
                .toList());
    }
}
