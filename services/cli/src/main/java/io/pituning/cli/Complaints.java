package io.pituning.cli;

import io.pituning.cli.street.KafkaFailure;
import io.pituning.cli.street.UserException;
import io.pituning.learning.LearningException;
import io.pituning.schemas.ContractException;
import io.pituning.standalone.StandaloneException;
import io.pituning.workflow.StepException;
import java.io.PrintWriter;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a failure as a person wants to read it: what is wrong, what to do, its code. */
final class Complaints implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof UserException known) {
            complain(err, known.getMessage(), known.advice(), known.code());
        } else if (failure instanceof StandaloneException known) {
            complain(err, known.getMessage(), known.advice(), known.code());
        } else if (failure instanceof LearningException known) {
            complain(err, known.getMessage(), known.advice(), known.code());
        } else if (failure instanceof StepException known) {
            complain(err, known.getMessage(), known.advice(), known.failure().code());
        } else if (failure instanceof ContractException known) {
            complain(err, known.getMessage(), known.advice(), known.code());
        } else if (failure instanceof KafkaException inTheMiddle && KafkaFailure.isKnown(inTheMiddle)) {
            UserException known = KafkaFailure.of("Kafka", inTheMiddle);
            complain(err, known.getMessage(), known.advice(), known.code());
        } else {
            complain(
                    err,
                    "This failed for an unforeseen reason: " + failure + ".",
                    "Run it again with --debug and report the output.",
                    "internal-error");
        }
        if (command.getCommandSpec().root().userObject() instanceof PiCommand pi && pi.debug()) {
            failure.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    static void complain(PrintWriter err, String message, String advice, String code) {
        err.println("pi: " + message);
        err.println("    " + advice + " (" + code + ")");
    }
}
