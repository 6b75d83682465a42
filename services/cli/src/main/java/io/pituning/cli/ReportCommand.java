package io.pituning.cli;

import io.pituning.cli.experiment.ExperimentReport;
import io.pituning.cli.experiment.ExperimentSummary;
import io.pituning.cli.experiment.ReportJson;
import io.pituning.cli.street.Json;
import io.pituning.cli.street.UserException;
import io.pituning.learning.experiment.ExperimentFile;
import io.pituning.learning.experiment.ExperimentMethod;
import io.pituning.learning.experiment.ExperimentRun;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what experiments have found, out of their result files. */
@Command(
        name = "report",
        header = "Shows what experiments have found, from their result files; measures nothing.",
        description = {
            "%nPrints the tables of 'pi experiment' for all runs of the files together, one per setting. Below each is what"
                    + " pi-tuning gains over its rivals: own, own trained for as many steps as pi (own-long), and the nearest"
                    + " neighbor's expert trained on; mean over the tasks with its 95 %% confidence interval over the seeds,"
                    + " and the task where it gains least."
        },
        footer = {
            "%nExamples:",
            "  pi report results.json",
            "  pi report one.json other.json --markdown results.md --plot results.svg",
            "  pi report builtin.json real.json --summary summary.json"
        })
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Result file written by 'pi experiment --out'.")
    private List<Path> results;

    @Option(
            names = "--neighbors",
            paramLabel = "K",
            defaultValue = "3",
            description = "Number of neighbors to show, for methods measured with several (default: 3).")
    private int neighbors;

    @Option(
            names = "--summary",
            paramLabel = "FILE",
            description = "File for a short summary of the gains, as JSON for scripts.")
    private Optional<Path> summary = Optional.empty();

    @Mixin
    private ReportOptions files;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        WrongUsage.unless(neighbors >= 1, spec, "--neighbors must be at least 1.");
        files.check(spec);
        List<ExperimentRun> runs = runs();
        files.makeRoom();
        summary.ifPresent(file -> {
            OutputFile.makeRoom(file);
            String text = Json.pretty(ExperimentSummary.of(runs)) + "\n";
            OutputFile.access(file, () -> Files.writeString(file, text));
        });
        ExperimentReport report = ExperimentReport.of(runs);
        files.write(report);
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json.wanted()
                        ? Json.pretty(ReportJson.of(report))
                        : report.markdown().stripTrailing());
        return 0;
    }

    private List<ExperimentRun> runs() {
        Map<Path, List<ExperimentRun>> read = new LinkedHashMap<>();
        results.forEach(file -> read.put(file, OutputFile.read(file, new ExperimentFile(file)::read)));
        List<ExperimentRun> runs = ExperimentFile.together(read).stream()
                .filter(run -> run.k() == ExperimentMethod.named(run.method()).neighbors(neighbors))
                .toList();
        if (runs.isEmpty()) {
            throw new UserException(
                    "report-empty",
                    "The files hold no runs to show.",
                    "Measure some with 'pi experiment', or give another number with --neighbors.");
        }
        return runs;
    }
}
