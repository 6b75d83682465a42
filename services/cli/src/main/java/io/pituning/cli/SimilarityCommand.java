package io.pituning.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pituning.cli.figure.DendrogramFigure;
import io.pituning.cli.figure.MatrixFigure;
import io.pituning.cli.street.UserException;
import io.pituning.cli.terminal.Display;
import io.pituning.cli.terminal.Terminal;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.experiment.Dendrogram;
import io.pituning.learning.experiment.Design;
import io.pituning.learning.experiment.ExperimentFile;
import io.pituning.learning.experiment.MatrixAgreement;
import io.pituning.learning.experiment.Relatedness;
import io.pituning.learning.experiment.SimilarityStudy;
import io.pituning.learning.experiment.Transfer;
import io.pituning.learning.expert.Method;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.training.TrainingSettings;
import io.pituning.learning.world.BuiltinTasks;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how similar tasks are, how alike the ways of comparing them rank neighbors, and what these rankings are worth. */
@Command(
        name = "similarity",
        header = "Measures how similar tasks are, and how well each way of comparing them ranks a task's neighbors.",
        description = {
            "%nTrains an expert for every task, computes its Fisher information in full, pooled, at the expert, by the reference's batch"
                    + " variant and on sampled targets, and prints how well each one's ranking of the other tasks agrees with that of the full one: Spearman's"
                    + " rank correlation (mean and standard deviation over the tasks) and how many of the three nearest agree."
                    + " Also how well each agrees with what it should find: the design of the tasks, and measured transfer."
        },
        footer = {
            "%nExamples:",
            "  pi similarity --out similarity.json --figures figures",
            "  pi similarity --from similarity.json --transfer transfer.json",
            "        compares results computed before with what 'pi transfer' measured"
        })
final class SimilarityCommand implements Callable<Integer> {
    private static final TrainingSettings TRAINING =
            TrainingSettings.defaults().withEpochs(5).withBatchSize(32);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final int NEAREST = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StudyOptions study;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "400",
            description = "Maximum number of training examples per task (default: ${DEFAULT-VALUE}).")
    private int examples;

    @Option(
            names = "--expert",
            paramLabel = "METHOD",
            defaultValue = "lora",
            description = "Method of the experts (default: ${DEFAULT-VALUE}).")
    private String expert;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of every random choice (default: 1).")
    private long seed;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Take the matrices from a file that --out wrote before; train nothing.")
    private Optional<Path> from = Optional.empty();

    @Option(
            names = "--design",
            paramLabel = "FILE",
            description = "How much tasks have in common by design, for comparison:"
                    + " {\"tasks\": [\"a\", …], \"relatedness\": [[1, 0.5, …], …]}"
                    + " (default: the design of the builtin tasks).")
    private Optional<Path> design = Optional.empty();

    @Option(
            names = "--transfer",
            paramLabel = "FILE",
            description = "Results of 'pi transfer', for comparison; of one setting only.")
    private Optional<Path> transfer = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Write the matrices to this file as JSON, too.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--figures",
            paramLabel = "DIR",
            description =
                    "Draw the full similarities into this folder, as a matrix in the order of their clusters and as a dendrogram"
                            + " (average linkage): similarity-matrix and similarity-dendrogram, .svg and .png.")
    private Optional<Path> figures = Optional.empty();

    @Override
    public Integer call() {
        WrongUsage.unless(examples >= 1, spec, "--examples must be at least 1.");
        Optional<SimilarityStudy.Result> before = from.map(SimilarityCommand::measured);
        List<DataSet> tasks = before.isPresent() ? List.of() : tasks();
        // All that may be wrong with files is told before hours of training, not after.
        Map<String, double[][]> yardsticks = yardsticks(before.map(SimilarityStudy.Result::tasks)
                .orElseGet(() -> tasks.stream().map(task -> task.info().name()).toList()));
        out.ifPresent(OutputFile::makeRoom);
        figures.ifPresent(OutputFile::makeFolder);
        SimilarityStudy.Result result = before.orElseGet(() -> measure(tasks));
        out.ifPresent(file -> OutputFile.access(
                file, () -> JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), result)));
        print(result, yardsticks);
        figures.ifPresent(folder -> draw(result, folder));
        return 0;
    }

    private List<DataSet> tasks() {
        List<DataSet> tasks = study.tasks();
        if (tasks.size() <= NEAREST) {
            throw new UserException(
                    "similarity-impossible",
                    "A task's " + NEAREST + " nearest tasks are compared, so there must be at least " + (NEAREST + 1)
                            + " tasks, not " + tasks.size() + ".",
                    "Give a folder with more tasks.");
        }
        return tasks;
    }

    private SimilarityStudy.Result measure(List<DataSet> tasks) {
        List<DataSet> bounded = tasks.stream()
                .map(task -> task.limit(examples, Math.max(1, examples / 4), Math.max(1, examples / 4), seed))
                .toList();
        Method method = Method.of(expert, OptionalInt.empty(), List.of());
        Terminal terminal = Terminal.current();
        try (FoundationModel model = study.model();
                Display display = terminal.display(spec.commandLine().getErr(), terminal.errors())) {
            return new SimilarityStudy(model, method, TRAINING.withSeed(seed), new GaugeListener(display, "similarity"))
                    .compare(bounded);
        }
    }

    private static SimilarityStudy.Result measured(Path file) {
        SimilarityStudy.Result result = read(file, SimilarityStudy.Result.class);
        if (result.tasks() == null
                || result.agreements() == null
                || result.similarities() == null
                || !result.similarities().containsKey(SimilarityStudy.STANDARD)) {
            throw new UserException(
                    "file-unusable",
                    "The file " + file + " does not hold what 'pi similarity --out' writes.",
                    "Give such a file with --from; results of 'pi transfer' go with --transfer.");
        }
        return result;
    }

    private static <T> T read(Path file, Class<T> type) {
        return OutputFile.read(file, () -> JSON.readValue(file.toFile(), type));
    }

    private void print(SimilarityStudy.Result result, Map<String, double[][]> yardsticks) {
        PrintWriter console = spec.commandLine().getOut();
        console.println("| compared with " + SimilarityStudy.STANDARD + " | Spearman | top-3 |");
        console.println("|---|---|---|");
        result.agreements()
                .forEach((way, agreement) -> console.println(String.format(
                        Locale.ROOT,
                        "| %s | %.3f ± %.3f | %.2f |",
                        way,
                        agreement.spearman(),
                        agreement.spearmanDeviation(),
                        agreement.topAgreement())));
        yardsticks.forEach((name, yardstick) -> {
            console.println();
            console.println("| compared with " + name + " | Spearman | over all pairs | top-3 |");
            console.println("|---|---|---|---|");
            result.similarities().forEach((way, similarity) -> {
                MatrixAgreement agreement = MatrixAgreement.of(similarity, yardstick, NEAREST);
                console.println(String.format(
                        Locale.ROOT,
                        "| %s | %.3f ± %.3f | %.3f | %.2f |",
                        way,
                        agreement.ranks().spearman(),
                        agreement.ranks().spearmanDeviation(),
                        agreement.pairs(),
                        agreement.ranks().topAgreement()));
            });
        });
        console.flush();
    }

    /** What the similarities should find, by name, in the order of the tasks. */
    private Map<String, double[][]> yardsticks(List<String> tasks) {
        Map<String, double[][]> yardsticks = new LinkedHashMap<>();
        design(tasks).ifPresent(known -> yardsticks.put("the design", known.matrix(tasks)));
        transfer.ifPresent(file -> {
            Transfer measured = transfer(file, tasks);
            yardsticks.put("transfer, trained on", measured.trained());
            yardsticks.put("transfer, untrained", measured.untrained());
        });
        return yardsticks;
    }

    private Optional<Relatedness> design(List<String> tasks) {
        return design.<Relatedness>map(file -> read(file, Design.class))
                .or(() -> BuiltinTasks.names().containsAll(tasks)
                        ? Optional.of(BuiltinTasks::relatedness)
                        : Optional.empty());
    }

    private static Transfer transfer(Path file, List<String> tasks) {
        return Transfer.of(tasks, OutputFile.read(file, new ExperimentFile(file)::read));
    }

    private static void draw(SimilarityStudy.Result result, Path folder) {
        double[][] similarity = result.similarities().get(SimilarityStudy.STANDARD);
        Dendrogram clusters = Dendrogram.averageLinkage(similarity);
        MatrixFigure matrix = new MatrixFigure(result.tasks(), similarity, clusters.leaves());
        DendrogramFigure dendrogram = new DendrogramFigure(result.tasks(), clusters);
        OutputFile.access(folder, () -> {
            for (String format : List.of(".svg", ".png")) {
                matrix.write(folder.resolve("similarity-matrix" + format));
                dendrogram.write(folder.resolve("similarity-dendrogram" + format));
            }
        });
    }
}
