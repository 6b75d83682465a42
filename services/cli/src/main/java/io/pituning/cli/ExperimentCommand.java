package io.pituning.cli;

import io.pituning.cli.street.UserException;
import io.pituning.cli.terminal.Display;
import io.pituning.cli.terminal.Terminal;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSets;
import io.pituning.learning.experiment.Experiment;
import io.pituning.learning.experiment.ExperimentMethod;
import io.pituning.learning.experiment.ExperimentPlan;
import io.pituning.learning.experiment.ExperimentRun;
import io.pituning.learning.experiment.report.ExperimentStatistics;
import io.pituning.learning.experiment.report.ExperimentTable;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.training.TrainingSettings;
import io.pituning.learning.world.BuiltinTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what interpolation brings: each task in turn is the target, the others are its pool. */
@Command(
        name = "experiment",
        header = "Measures what interpolation brings: each task in turn is the target, all others are its pool.",
        description = {"%nPrints a Markdown table of test accuracies, mean and 95 % confidence interval over the seeds."
        },
        footer = {
            "%nExample: five seeds at 16 examples a label over the builtin tasks",
            "  pi experiment --shots 16 --seeds 5 --methods own,pi --out results.json"
        })
final class ExperimentCommand implements Callable<Integer> {
    private static final String FULL = "full";
    private static final TrainingSettings PLENTY =
            TrainingSettings.defaults().withEpochs(5).withLearningRate(0.003).withBatchSize(32);
    private static final TrainingSettings FEW =
            TrainingSettings.defaults().withEpochs(20).withLearningRate(0.003);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            split = ",",
            paramLabel = "DIR",
            description = "Folders of task folders, or single task folders; builtin tasks when left out.")
    private List<Path> data = List.of();

    @Option(
            names = "--pool-data",
            split = ",",
            paramLabel = "DIR",
            description = "Folders of tasks that are pool only.")
    private List<Path> poolData = List.of();

    @Option(
            names = "--tasks",
            split = ",",
            paramLabel = "NAME",
            description = "Only these tasks are targets; the others stay in the pool.")
    private List<String> targets = List.of();

    @Option(
            names = "--shots",
            paramLabel = "N|full",
            defaultValue = "16",
            description = "Training examples a label of the target, or full (default: ${DEFAULT-VALUE}).")
    private String shots;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3", description = "Repeats (default: 3).")
    private int seeds;

    @Option(
            names = "--methods",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "own,pi",
            description = "What is compared: own, pi (default: ${DEFAULT-VALUE}).")
    private List<String> methods;

    @Option(
            names = "--pool",
            paramLabel = "full|scarce",
            defaultValue = FULL,
            description = "Whether the pool has plenty of data or as few as the target (default: full).")
    private String pool;

    @Option(
            names = "--pool-examples",
            paramLabel = "N",
            defaultValue = "400",
            description = "Most training examples of a pool task (default: ${DEFAULT-VALUE}).")
    private int poolExamples;

    @Option(names = "--neighbors", paramLabel = "K", defaultValue = "3", description = "k (default: 3).")
    private int neighbors;

    @Option(names = "--rank", paramLabel = "R", defaultValue = "8", description = "LoRA rank (default: 8).")
    private int rank;

    @Option(
            names = "--foundation",
            paramLabel = "MODEL",
            defaultValue = "pi-nano",
            description = "Name or folder of the foundation model (default: ${DEFAULT-VALUE}).")
    private String foundation;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where the runs are kept; what it holds already is not measured again.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        ExperimentPlan plan = plan();
        Terminal terminal = Terminal.current();
        List<ExperimentRun> runs;
        try (FoundationModel model = FoundationModel.load(foundation);
                Display display = terminal.display(spec.commandLine().getErr(), terminal.errors())) {
            runs = new Experiment(model, plan, out.toAbsolutePath(), new GaugeListener(display, "experiment")).run();
        }
        spec.commandLine().getOut().print(ExperimentTable.markdown(new ExperimentStatistics(runs)));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private ExperimentPlan plan() throws IOException {
        List<DataSet> all = data.isEmpty()
                ? BuiltinTasks.names().stream().map(BuiltinTasks::dataSet).toList()
                : open(data);
        List<DataSet> extra = new ArrayList<>(open(poolData));
        List<DataSet> chosen = all;
        if (!targets.isEmpty()) {
            chosen = all.stream()
                    .filter(task -> targets.contains(task.info().name()))
                    .toList();
            all.stream().filter(task -> !targets.contains(task.info().name())).forEach(extra::add);
        }
        if (chosen.isEmpty() || chosen.size() + extra.size() < 2) {
            throw new UserException(
                    "experiment-impossible",
                    "An experiment needs a target and at least one other task.",
                    "Give a folder with more tasks, or other names with --tasks.");
        }
        return new ExperimentPlan(
                chosen,
                extra,
                List.of(FULL.equals(shots) ? OptionalInt.empty() : OptionalInt.of(number(shots))),
                "scarce".equals(pool),
                poolExamples,
                seeds,
                methods.stream().map(ExperimentMethod::named).toList(),
                List.of(new Lora(rank, 1)),
                neighbors,
                PLENTY,
                FEW);
    }

    private static int number(String shots) {
        try {
            return Integer.parseInt(shots);
        } catch (NumberFormatException e) {
            throw new UserException(
                    "shots-malformed",
                    "--shots is neither a number nor full: " + shots + ".",
                    "Give a number of examples a label, for example --shots 16.",
                    e);
        }
    }

    private static List<DataSet> open(List<Path> folders) throws IOException {
        List<DataSet> opened = new ArrayList<>();
        for (Path folder : folders) {
            DataSets dataSets = new DataSets(List.of(folder));
            try (Stream<Path> children = Files.exists(folder.resolve("dataset.json"))
                    ? Stream.of(folder)
                    : Files.list(folder).sorted()) {
                children.filter(child -> Files.exists(child.resolve("dataset.json")))
                        .forEach(child -> opened.add(
                                dataSets.open(child.toAbsolutePath().toUri().toString())));
            }
        }
        return opened;
    }
}
