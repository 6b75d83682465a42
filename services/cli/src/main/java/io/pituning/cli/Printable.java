package io.pituning.cli;

import java.util.regex.Pattern;

/** Keys of records, which may be anything: whoever published them must not get hold of the reader's terminal. */
final class Printable {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");

    private Printable() {}

    /** {@return the text with a {@code ?} for every control character} */
    static String of(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}
