package io.pituning.cli;

import io.pituning.cli.street.Failure;
import java.util.regex.Pattern;

/** Keys of records, which may be anything: whoever published them must not get hold of the reader's terminal. */
final class Printable {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");

    private Printable() {}

    /** {@return the name of the task that a failure is about} */
    static String task(Failure failure) {
        return of(failure.task().orElse("(no task)"));
    }

    /** {@return the text with a {@code ?} for every control character} */
    static String of(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}
