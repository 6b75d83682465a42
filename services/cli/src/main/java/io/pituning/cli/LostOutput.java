package io.pituning.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;

/** Tells that not all of what a command printed has arrived, which Java's print streams keep to themselves. */
final class LostOutput {
    private static final String NOBODY_READS_ON = "Broken pipe";

    private LostOutput() {}

    /**
     * Tells if output was lost, unless nobody reads on, as in {@code pi tasks | head}; {@return the exit code of the whole}
     *
     * @param exitCode how the command itself ended
     * @param raw where the stream prints to
     */
    static int noticed(int exitCode, PrintStream printed, OutputStream raw, PrintWriter err) {
        if (exitCode != CommandLine.ExitCode.OK || !printed.checkError()) {
            return exitCode;
        }
        Optional<String> why = why(raw);
        if (why.filter(NOBODY_READS_ON::equals).isPresent()) {
            return exitCode;
        }
        Complaints.complain(
                err,
                "Not everything could be printed"
                        + why.map(words -> " (" + words + ")").orElse("") + ".",
                "Make room where the output goes, then run the command again.",
                "output-incomplete");
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** A print stream keeps only that writing failed, so one more character is written without one. */
    private static Optional<String> why(OutputStream raw) {
        try {
            raw.write('\n');
            return Optional.empty();
        } catch (IOException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
