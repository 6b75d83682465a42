package io.pituning.learning.world;

import java.awt.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A capital letter or a digit, drawn by strokes of our own: a machine without fonts draws the same ones.
 *
 * @param sign {@code A} to {@code Z} or {@code 0} to {@code 9}
 */
record Glyph(char sign) implements Kind {
    static final List<Glyph> LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
            .chars()
            .mapToObj(sign -> new Glyph((char) sign))
            .toList();
    static final List<Glyph> DIGITS =
            "0123456789".chars().mapToObj(sign -> new Glyph((char) sign)).toList();

    /** Strokes in the notation of {@link Pen}. */
    private static final Map<Character, String> STROKES = Map.ofEntries(
            Map.entry('A', "062046 1333"),
            Map.entry('B', "0600 ~003041423303 ~033344453606"),
            Map.entry('C', "~4130100105163645"),
            Map.entry('D', "0600 ~002042442606"),
            Map.entry('E', "40000646 0333"),
            Map.entry('F', "400006 0333"),
            Map.entry('G', "~4130100105163645 454323"),
            Map.entry('H', "0006 4046 0343"),
            Map.entry('I', "2026 1030 1636"),
            Map.entry('J', "4044 ~4445361605"),
            Map.entry('K', "0006 4003 0346"),
            Map.entry('L', "000646"),
            Map.entry('M', "0600234046"),
            Map.entry('N', "06004640"),
            Map.entry('O', "@1030414536160501"),
            Map.entry('P', "0600 ~003041423303"),
            Map.entry('Q', "@1030414536160501 2446"),
            Map.entry('R', "0600 ~003041423303 2346"),
            Map.entry('S', "~413010010213334445361605"),
            Map.entry('T', "0040 2026"),
            Map.entry('U', "0004 4044 ~040516364544"),
            Map.entry('V', "002640"),
            Map.entry('W', "0016233640"),
            Map.entry('X', "0046 4006"),
            Map.entry('Y', "0023 4023 2326"),
            Map.entry('Z', "00400646"),
            Map.entry('0', "@1030414536160501 3115"),
            Map.entry('1', "112026 1636"),
            Map.entry('2', "~0110304142 420646"),
            Map.entry('3', "~01103041423323 ~23334445361605"),
            Map.entry('4', "300444 3036"),
            Map.entry('5', "400003 ~03123243453616 1605"),
            Map.entry('6', "~413010010516364544331304"),
            Map.entry('7', "004026"),
            Map.entry('8', "@1030414233130201 @1333444536160504"),
            Map.entry('9', "@1030414233130201 ~4145361605"));

    @Override
    public String word() {
        return String.valueOf(sign).toLowerCase(Locale.ROOT);
    }

    boolean isLetter() {
        return Character.isLetter(sign);
    }

    @Override
    public Shape outline(long variation) {
        return new Pen(variation).write(STROKES.get(sign));
    }
}
