package io.pituning.cli;

import io.pituning.cli.experiment.ExperimentReport;
import io.pituning.cli.terminal.Display;
import io.pituning.cli.terminal.Terminal;
import io.pituning.learning.experiment.Experiment;
import io.pituning.learning.experiment.ExperimentMethod;
import io.pituning.learning.experiment.ExperimentPlan;
import io.pituning.learning.experiment.ExperimentRun;
import io.pituning.learning.foundation.FoundationModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what interpolation brings: each task in turn is the target, the others are its pool. */
@Command(
        name = "experiment",
        header = "Measures what interpolation gains: each task in turn is the target, all others are its pool.",
        description = {
            "%nPrints a Markdown table of test scores times 100, mean and 95 %% confidence interval over the seeds; one table for each"
                    + " setting (shots, experts). Resumable: interrupt it whenever you like and start it again with the"
                    + " same file. services/learning/README.md describes the methods.",
            "%nThe pool's experts are trained once and serve all seeds. If several processes run side by side, give each one"
                    + " thread: PI_JAVA_OPTS=-Dai.djl.pytorch.num_threads=1."
        },
        footer = {
            "%nExamples:",
            "  pi experiment --shots 16 --seeds 5 --methods own,pi --out results.json",
            "        five seeds, 16 examples per label, on the builtin tasks",
            "  pi experiment --data /data --shots 16,full --methods own,own-long,pi,nearest --expert lora,adapter \\",
            "        --plot results.svg --markdown results.md --out results.json"
        })
final class ExperimentCommand implements Callable<Integer> {
    /** For the help. */
    static final class MethodNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(ExperimentMethod.values())
                    .map(ExperimentMethod::wireName)
                    .iterator();
        }
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanOptions options;

    @Option(
            names = "--methods",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "own,pi",
            completionCandidates = MethodNames.class,
            description = "Methods to compare: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<String> methods;

    @Option(
            names = "--neighbors",
            paramLabel = "K",
            defaultValue = "3",
            description = "Number of nearest neighbors, k (default: 3).")
    private int neighbors;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "File that keeps the runs; runs already in it are not measured again. The pool's experts are"
                    + " kept beside it, in FILE.pool.")
    private Path out;

    @Mixin
    private ReportOptions files;

    @Override
    public Integer call() {
        files.check(spec);
        ExperimentPlan plan = options.plan(
                methods.stream().distinct().map(ExperimentMethod::named).toList(), neighbors);
        OutputFile.makeRoom(out);
        files.makeRoom();
        ExperimentReport report = ExperimentReport.of(measure(plan));
        files.write(report);
        spec.commandLine().getOut().print(report.markdown());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private List<ExperimentRun> measure(ExperimentPlan plan) {
        Terminal terminal = Terminal.current();
        try (FoundationModel model = options.model();
                Display display = terminal.display(spec.commandLine().getErr(), terminal.errors())) {
            return new Experiment(model, plan, out.toAbsolutePath(), new GaugeListener(display, "experiment")).run();
        } catch (IOException | UncheckedIOException e) {
            throw OutputFile.unusable(out, e);
        }
    }
}
