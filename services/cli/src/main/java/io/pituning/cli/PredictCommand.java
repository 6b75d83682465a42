package io.pituning.cli;

import io.pituning.cli.street.Json;
import io.pituning.cli.street.UserException;
import io.pituning.cli.street.WorkerClient;
import io.pituning.cli.terminal.Numbers;
import io.pituning.cli.terminal.TextTable;
import io.pituning.learning.data.PictureFile;
import io.pituning.schemas.FailureCode;
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
        WorkerClient.Answer answer = ask();
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

    private WorkerClient.Answer ask() {
        Optional<byte[]> picture = image.map(PredictCommand::bytes);
        try {
            return worker.client().predict(task, text, picture);
        } catch (UserException e) {
            throw advice(e.code())
                    .map(advice -> new UserException(e.code(), e.getMessage(), advice, e))
                    .orElse(e);
        }
    }

    /** The worker advises whoever asks over HTTP; {@return what to do on the command line instead} */
    private static Optional<String> advice(String code) {
        if (code.equals(FailureCode.TASK_UNKNOWN.code())) {
            return Optional.of("'pi experts' lists the tuned experts; 'pi tasks' shows how far each task has got.");
        }
        if (code.equals(FailureCode.REQUEST_MALFORMED.code())) {
            return Optional.of("Give --text, --image or both, as the task's examples have them.");
        }
        if (code.equals(FailureCode.PICTURE_MALFORMED.code())) {
            return Optional.of(
                    "Give --image a JPEG or PNG file of at most " + PictureFile.LARGEST_SIDE + " pixels per side.");
        }
        return Optional.empty();
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
