package io.pituning.cli.terminal;

import java.util.Locale;

/** Numbers as tables show them, the same in every language. */
public final class Numbers {
    private Numbers() {}

    /** {@return a share, 0 to 1, in percent with one digit, without the sign} */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /** {@return a number with two digits after the point} */
    public static String twoDigits(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
