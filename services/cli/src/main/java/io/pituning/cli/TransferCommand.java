package io.pituning.cli;

import io.pituning.cli.terminal.Display;
import io.pituning.cli.terminal.Terminal;
import io.pituning.cli.terminal.TextTable;
import io.pituning.learning.experiment.ExperimentPlan;
import io.pituning.learning.experiment.ExperimentRun;
import io.pituning.learning.experiment.TransferStudy;
import io.pituning.learning.experiment.report.ExperimentStatistics;
import io.pituning.learning.foundation.FoundationModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how much each task's expert helps each other task. */
@Command(
        name = "transfer",
        header = "Measures how much each task's expert helps each other task, pair by pair.",
        description = {
            "%nFor every pair, the helper's expert is trained further on the target, and also used as it is; both are compared with"
                    + " the target's own expert trained for as many steps. Prints for each target which task helps most and least."
                    + " Resumable like 'pi experiment'; 'pi similarity --transfer FILE' shows how well the similarity predicts it."
        },
        footer = {"%nExample:", "  pi transfer --shots 16 --seeds 1 --out transfer.json"})
final class TransferCommand implements Callable<Integer> {
    private static final int POINTS = 100;
    /** A pair has one helper. */
    private static final int NEIGHBORS = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanOptions options;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "File that keeps the runs; runs already in it are not measured again.")
    private Path out;

    @Override
    public Integer call() {
        ExperimentPlan plan = options.plan(List.of(), NEIGHBORS);
        OutputFile.makeRoom(out);
        Map<String, List<ExperimentRun>> bySetting = measure(plan).stream()
                .collect(Collectors.groupingBy(run -> run.setting().title(), LinkedHashMap::new, Collectors.toList()));
        bySetting.forEach((title, runs) -> print(title, new ExperimentStatistics(runs)));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private List<ExperimentRun> measure(ExperimentPlan plan) {
        Terminal terminal = Terminal.current();
        try (FoundationModel model = options.model();
                Display display = terminal.display(spec.commandLine().getErr(), terminal.errors())) {
            return new TransferStudy(model, plan, out.toAbsolutePath(), new GaugeListener(display, "transfer")).run();
        } catch (IOException | UncheckedIOException e) {
            throw OutputFile.unusable(out, e);
        }
    }

    private void print(String title, ExperimentStatistics statistics) {
        TextTable table = new TextTable("target", "helped most by", "points", "least by", "points");
        for (String target : statistics.tasks()) {
            List<Helped> helped = statistics.methods().stream()
                    .filter(TransferStudy::isTrained)
                    .flatMap(method -> statistics.difference(target, method, TransferStudy.RIVAL).stream()
                            .map(gain -> new Helped(TransferStudy.helper(method), gain.mean())))
                    .sorted(Comparator.comparingDouble(Helped::gain).reversed())
                    .toList();
            Helped most = helped.get(0);
            Helped least = helped.get(helped.size() - 1);
            table.row(target, most.helper(), points(most), least.helper(), points(least));
        }
        spec.commandLine().getOut().println(title);
        table.lines().forEach(spec.commandLine().getOut()::println);
    }

    private static String points(Helped helped) {
        return String.format(Locale.ROOT, "%+.1f", POINTS * helped.gain());
    }

    private record Helped(String helper, double gain) {}
}
