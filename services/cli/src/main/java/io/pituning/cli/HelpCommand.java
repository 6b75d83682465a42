package io.pituning.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Shows what {@code --help} shows; in place of picocli's own, whose options are those that every command inherits. */
@Command(
        name = "help",
        header = "Lists the commands, or describes one of them.",
        footer = {"%nExamples:", "  pi help", "  pi help register"})
final class HelpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command to describe.")
    private Optional<String> command = Optional.empty();

    @Override
    public Integer call() {
        CommandLine pi = spec.parent().commandLine();
        command.map(name -> named(name, pi)).orElse(pi).usage(spec.commandLine().getOut());
        return 0;
    }

    private static CommandLine named(String name, CommandLine pi) {
        return Optional.ofNullable(pi.getSubcommands().get(name))
                .orElseThrow(() -> new UnmatchedArgumentException(pi, List.of(name)));
    }
}
