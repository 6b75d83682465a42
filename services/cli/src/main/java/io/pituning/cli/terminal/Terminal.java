package io.pituning.cli.terminal;

import java.io.PrintWriter;

/**
 * What the launcher knows of the terminal; Java itself can tell too little.
 *
 * @param output whether the output stream goes to a person
 * @param errors whether the error stream does
 * @param columns how wide it is
 */
public record Terminal(boolean output, boolean errors, int columns) {
    private static final int USUAL_COLUMNS = 100;

    /** {@return the terminal this process was started in, by the system properties the launcher sets} */
    public static Terminal current() {
        return new Terminal(
                Boolean.getBoolean("pi.terminal.output"),
                Boolean.getBoolean("pi.terminal.errors"),
                Integer.getInteger("pi.terminal.columns", USUAL_COLUMNS));
    }

    /** {@return bars that move for a person, a line now and then for a file} */
    public Display display(PrintWriter out, boolean person) {
        return person ? new BarDisplay(out, columns) : new LineDisplay(out);
    }
}
