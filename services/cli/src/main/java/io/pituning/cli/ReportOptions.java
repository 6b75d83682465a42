package io.pituning.cli;

import io.pituning.cli.experiment.ExperimentReport;
import io.pituning.cli.experiment.ScorePlot;
import io.pituning.cli.figure.FigureFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where an experiment's table goes beside the terminal. */
final class ReportOptions {
    @Option(names = "--markdown", paramLabel = "FILE", description = "Where the table is written, too.")
    private Optional<Path> markdown = Optional.empty();

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Where the scores are drawn as bars with their confidence intervals: a .svg or .png file.")
    private Optional<Path> plot = Optional.empty();

    /** @throws ParameterException when the plot cannot be written in the format that its name tells */
    void check(CommandSpec spec) {
        if (plot.filter(file -> !FigureFile.canWrite(file)).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--plot must name a file that ends in .svg or .png.");
        }
    }

    void makeRoom() {
        Stream.of(markdown, plot).flatMap(Optional::stream).forEach(OutputFile::makeRoom);
    }

    void write(ExperimentReport report) {
        markdown.ifPresent(file -> OutputFile.access(file, () -> Files.writeString(file, report.markdown())));
        plot.ifPresent(file -> OutputFile.access(file, () -> new ScorePlot(report).write(file)));
    }
}
