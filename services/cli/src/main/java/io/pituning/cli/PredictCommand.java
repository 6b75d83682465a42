package io.pituning.cli;

import io.pituning.cli.street.Json;
import io.pituning.cli.street.UserException;
import io.pituning.cli.street.WorkerClient;
import io.pituning.cli.terminal.Numbers;
import io.pituning.cli.terminal.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a task's expert. */
@Command(
        name = "predict",
        header = "Asks a task's expert, through a worker.",
        footer = {
            "%nExamples:",
            "  pi predict trec --text \"who wrote hamlet ?\"",
            "  pi predict fabric-use --image cloth.png",
            "  pi predict pets --image cat.png --text \"what is it?\" --json"
        })
final class PredictCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TASK", description = "Name of the task.")
    private String task;

    @Option(names = "--text", paramLabel = "TEXT", description = "The example's text, if the task's examples have one.")
    private Optional<String> text = Optional.empty();

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "A PNG or JPEG file, if the task's examples have a picture.")
    private Optional<Path> image = Optional.empty();

    @Mixin
    private WorkerOption worker;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (text.isEmpty() && image.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Give --text, --image or both, as the task's examples have them.");
        }
        WorkerClient.Answer answer = worker.client().predict(task, text, image.map(PredictCommand::bytes));
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(Json.pretty(answer.document()));
            return 0;
        }
        TextTable table = new TextTable("label", "probability");
        answer.probabilities().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> table.row(entry.getKey(), Numbers.percent(entry.getValue()) + " %"));
        table.lines().forEach(out::println);
        return 0;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UserException(
                    "file-unreadable",
                    "The picture " + file + " cannot be read.",
                    "Give the name of a readable PNG or JPEG file.",
                    e);
        }
    }
}
