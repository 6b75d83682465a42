package io.pituning.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs the pi command in this process and keeps what it prints. */
final class PiRun {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** The exit code. */
    int run(String... args) {
        CommandLine pi = PiCommand.commandLine();
        pi.setOut(new PrintWriter(out, true));
        pi.setErr(new PrintWriter(err, true));
        return pi.execute(args);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
