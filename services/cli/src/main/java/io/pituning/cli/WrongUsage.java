package io.pituning.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with a command line in two lines instead of a page of help. */
final class WrongUsage implements IParameterExceptionHandler {
    /**
     * Checks what picocli does not.
     *
     * @param rule told where it is not kept
     */
    static void unless(boolean kept, CommandSpec spec, String rule) {
        if (!kept) {
            throw new ParameterException(spec.commandLine(), rule);
        }
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("pi: " + failure.getMessage());
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("    '" + command.getCommandSpec().qualifiedName() + " --help' shows its usage. (usage)");
        return CommandLine.ExitCode.USAGE;
    }
}
