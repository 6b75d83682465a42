package io.pituning.cli;

import io.pituning.standalone.StandaloneException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a failure as a person wants to read it: what is wrong, what to do, its code. */
final class Complaints implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (!(failure instanceof StandaloneException known)) {
            throw failure;
        }
        command.getErr().println(known.getMessage());
        command.getErr().println(known.advice() + " (" + known.code() + ")");
        return CommandLine.ExitCode.SOFTWARE;
    }
}
