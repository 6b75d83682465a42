package io.pituning.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The {@code pi} command. Plain Java until a subcommand starts the services, so that every other answers at once.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 wrong usage.
 */
@QuarkusMain
@Command(
        name = "pi",
        description = "Grows a family of experts on one frozen foundation model, driven by events on Kafka.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {UpCommand.class})
public final class PiCommand {

    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new PiCommand()).setExecutionExceptionHandler(new Complaints());
    }
}
