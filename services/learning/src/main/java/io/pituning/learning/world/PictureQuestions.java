package io.pituning.learning.world;

import io.pituning.learning.data.Example;
import java.util.List;
import java.util.function.Function;

/** One of all the questions about pictures, each kind as often as its weight says. */
enum PictureQuestions {
    CAPTION(9, FormQuestions::caption),
    REGION_MEANT(24, RegionQuestions::meant),
    REGION_CONTENT(5, RegionQuestions::content),
    COLOR(10, FormQuestions::color),
    FORM(10, FormQuestions::form),
    CHOICE(7, FormQuestions::choice),
    PRESENCE(9, FormQuestions::presence),
    VERIFICATION(4, FormQuestions::verification),
    TEXTURE(6, LookQuestions::texture),
    SIZE(4, LookQuestions::size),
    PLACE(6, PlaceQuestions::place),
    RELATION(6, PlaceQuestions::relation),
    SAMENESS(3, LookQuestions::sameness),
    CORNERS(2, FormQuestions::corners),
    NICKNAME(4, FormQuestions::nickname),
    GROUND(1, FormQuestions::ground),
    TOTAL(5, CountQuestions::total),
    SOME(5, CountQuestions::some),
    COUNT_PARITY(1, CountQuestions::parity),
    COMPARISON(2, CountQuestions::comparison),
    THRESHOLD(2, CountQuestions::threshold),
    LETTER(9, GlyphQuestions::letter),
    DIGIT(5, GlyphQuestions::digit),
    SPELLING(3, GlyphQuestions::spelling),
    GLYPH_VERIFICATION(3, GlyphQuestions::verification),
    SORT(2, GlyphQuestions::sort),
    GLYPH_COLOR(2, GlyphQuestions::color),
    MAGNITUDE(1, GlyphQuestions::magnitude),
    DRAWINGS(3, GlyphQuestions::drawings);

    private static final List<PictureQuestions> ALL = List.of(values());

    private final int weight;
    private final Function<Dice, Example> maker;

    PictureQuestions(int weight, Function<Dice, Example> maker) {
        this.weight = weight;
        this.maker = maker;
    }

    static Example any(Dice dice) {
        return dice.pickWeighted(ALL, question -> question.weight).maker.apply(dice);
    }
}
