package io.pituning.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The {@code pi} command. Plain Java until a subcommand starts the services, so that every other answers at once.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 wrong usage.
 */
@QuarkusMain
@Command(
        name = "pi",
        header = "Grows a family of experts on one frozen foundation model, driven by events on Kafka.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpWidth = 110)
public final class PiCommand implements Callable<Integer> {
    /** Kept, because a logger that nobody holds forgets its level. */
    private static final Logger KAFKA_CLIENT = Logger.getLogger("org.apache.kafka");

    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "If something fails, show the stack trace.")
    private boolean debug;

    public static void main(String... args) {
        // What goes wrong with Kafka is told by the command; the client's own lines would only hide it.
        KAFKA_CLIENT.setLevel(Level.OFF);
        CommandLine pi = commandLine();
        // Unlike picocli's own, this writer tells when what it prints does not arrive.
        pi.setOut(new PrintWriter(System.out, true));
        int exitCode = pi.execute(args);
        System.exit(LostOutput.noticed(exitCode, System.out, new FileOutputStream(FileDescriptor.out), pi.getErr()));
    }

    static CommandLine commandLine() {
        CommandLine pi = new CommandLine(new PiCommand());
        pi.addSubcommand(new DemoCommand())
                .addSubcommand(new UpCommand())
                .addSubcommand(new RegisterCommand())
                .addSubcommand(new TasksCommand())
                .addSubcommand(new ShowCommand())
                .addSubcommand(new WatchCommand())
                .addSubcommand(new ExpertsCommand())
                .addSubcommand(new PredictCommand())
                .addSubcommand(new FailuresCommand())
                .addSubcommand(new RetryCommand())
                .addSubcommand(new GcCommand())
                .addSubcommand(new PretrainCommand())
                .addSubcommand(new ExperimentCommand())
                .addSubcommand(new ReportCommand())
                .addSubcommand(new SimilarityCommand())
                .addSubcommand(new TransferCommand())
                .addSubcommand(new DoctorCommand())
                .addSubcommand(new CommandLine.HelpCommand());
        pi.getSubcommands()
                .get("help")
                .getCommandSpec()
                .usageMessage()
                .footer("%nExamples:", "  pi help", "  pi help register");
        pi.getCommandSpec()
                .usageMessage()
                .footer(
                        "",
                        "First steps:",
                        "  pi demo                          the whole system at work for about 10 minutes, then it is gone",
                        "  pi up                            the system, with Kafka on port 9092, until Ctrl-C",
                        "  pi tasks --builtin               data sets that are always available",
                        "  pi show builtin:NAME             describes a data set, with examples",
                        "  echo '{\"task\":\"trec\",\"dataset\":\"file:///data/trec\",\"shots\":16}' | pi register -",
                        "  pi watch trec                    watch it become an expert",
                        "  pi predict trec --text \"who wrote hamlet ?\"",
                        "",
                        "Environment: PI_BOOTSTRAP_SERVER, KAFKA_… (settings of Kafka's clients), PI_ARTIFACTS_ROOT, PI_MODELS_ROOT, PI_WORKER, PI_JAVA_OPTS, JAVA_HOME.",
                        "Exit codes: 0 success, 1 failure, 2 wrong usage. 'pi COMMAND --help' describes each command.");
        return pi.setExecutionExceptionHandler(new Complaints()).setParameterExceptionHandler(new WrongUsage());
    }

    /** Without a command. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    boolean debug() {
        return debug;
    }
}
