package io.pituning.cli;

import io.pituning.cli.data.TaskFolders;
import io.pituning.cli.street.UserException;
import io.pituning.cli.terminal.Display;
import io.pituning.cli.terminal.Terminal;
import io.pituning.learning.data.Example;
import io.pituning.learning.pretraining.PiNano;
import io.pituning.learning.pretraining.Pretrainer;
import io.pituning.learning.pretraining.PretrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the foundation model. */
@Command(
        name = "pretrain",
        header = "Pre-trains the foundation model pi-nano on the generated world.",
        description = {
            "%nReproducible: the same steps and texts give the same model. Resumable: interrupt it whenever you like and start it"
                    + " again with the same folder and options."
        },
        footer = {
            "%nExamples:",
            "  pi pretrain                                   all steps, into ./pi-nano",
            "  pi pretrain --steps 500 --out /tmp/small      a short run to see it work"
        })
final class PretrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Total number of steps (default: as many as for the shipped model).")
    private Optional<Long> steps = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "pi-nano",
            description = "Folder for model, checkpoint and log (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--from",
            paramLabel = "MODEL",
            description =
                    "A model folder to start from, instead of starting from nothing; must have the same width; its"
                            + " vocabulary may differ.")
    private Optional<Path> from = Optional.empty();

    @Option(
            names = "--text",
            split = ",",
            paramLabel = "DIR",
            description =
                    "Folders of tasks, or a folder of task folders: the texts of their training examples, without the targets, are"
                            + " used as ordinary English: to fill in missing words, compare with a copy, and put words in order.")
    private List<Path> text = List.of();

    @Override
    public Integer call() {
        if (steps.filter(count -> count < 1).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--steps must be at least 1.");
        }
        PretrainingSettings shipped = PiNano.settings();
        PretrainingSettings settings = steps.map(shipped::withSteps).orElse(shipped);
        Terminal terminal = Terminal.current();
        try (Display display = terminal.display(spec.commandLine().getOut(), terminal.output())) {
            display.say("pre-training pi-nano, " + settings.steps() + " steps, into " + out.toAbsolutePath());
            new Pretrainer(PiNano.config(), settings, sentences(), from, out, new GaugeListener(display, "steps"))
                    .run();
            display.drop("steps");
            display.say("done: " + out.toAbsolutePath());
        } catch (IOException e) {
            throw new UserException(
                    "folder-unusable",
                    "The folder " + out.toAbsolutePath() + " cannot be read or written: " + e.getMessage() + ".",
                    "Give another folder with --out, or check free space and permissions.",
                    e);
        }
        return 0;
    }

    private List<String> sentences() {
        return TaskFolders.open(text).stream()
                .flatMap(task -> task.train().stream())
                .map(Example::text)
                .filter(sentence -> !sentence.isBlank())
                .distinct()
                .toList();
    }
}
