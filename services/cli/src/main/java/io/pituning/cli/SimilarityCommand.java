package io.pituning.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pituning.cli.terminal.Display;
import io.pituning.cli.terminal.Terminal;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.experiment.SimilarityStudy;
import io.pituning.learning.expert.Method;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how similarly the ways of comparing tasks rank neighbors. */
@Command(
        name = "similarity",
        header = "Measures how similarly the ways of comparing tasks rank a task's neighbors.",
        description = {
            "%nTrains an expert for every task, takes its Fisher information in full, pooled by rows, by the reference's batch"
                    + " variant and on sampled targets, and prints how each ranks the other tasks against the full one: Spearman's"
                    + " rank correlation (mean and standard deviation over the tasks) and how many of the three nearest agree."
        },
        footer = {"%nExample:", "  pi similarity --out similarity.json"})
final class SimilarityCommand implements Callable<Integer> {
    private static final TrainingSettings TRAINING =
            TrainingSettings.defaults().withEpochs(5).withLearningRate(0.003).withBatchSize(32);

    @Spec
    private CommandSpec spec;

    @Mixin
    private StudyOptions study;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "400",
            description = "Most training examples of a task (default: ${DEFAULT-VALUE}).")
    private int examples;

    @Option(
            names = "--expert",
            paramLabel = "METHOD",
            defaultValue = "lora",
            description = "What the experts are (default: ${DEFAULT-VALUE}).")
    private String expert;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of all choices (default: 1).")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the matrices are written as JSON, too.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException {
        List<DataSet> bounded = study.tasks().stream()
                .map(task -> task.limit(examples, Math.max(1, examples / 4), Math.max(1, examples / 4), seed))
                .toList();
        Method method = Method.of(expert, OptionalInt.empty(), List.of());
        Terminal terminal = Terminal.current();
        SimilarityStudy.Result result;
        try (FoundationModel model = study.model();
                Display display = terminal.display(spec.commandLine().getErr(), terminal.errors())) {
            result = new SimilarityStudy(
                            model, method, TRAINING.withSeed(seed), new GaugeListener(display, "similarity"))
                    .compare(bounded);
        }
        if (out.isPresent()) {
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(out.get().toFile(), result);
        }
        print(result);
        return 0;
    }

    private void print(SimilarityStudy.Result result) {
        StringBuilder table =
                new StringBuilder("| compared with " + SimilarityStudy.STANDARD + " | Spearman | top-3 |\n");
        table.append("|---|---|---|\n");
        result.agreements()
                .forEach((way, agreement) -> table.append(String.format(
                        Locale.ROOT,
                        "| %s | %.3f ± %.3f | %.2f |%n",
                        way,
                        agreement.spearman(),
                        agreement.spearmanDeviation(),
                        agreement.topAgreement())));
        spec.commandLine().getOut().print(table);
        spec.commandLine().getOut().flush();
    }
}
