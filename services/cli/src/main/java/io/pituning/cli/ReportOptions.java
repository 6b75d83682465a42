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
    @Option(names = "--markdown", paramLabel = "FILE", description = "Write the table to this file, too.")
    private Optional<Path> markdown = Optional.empty();

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Draw the scores as bars with confidence intervals into this file: .svg or .png.")
    private Optional<Path> plot = Optional.empty();

    /** @throws ParameterException when the plot cannot be written in the format that its name tells */
    void check(CommandSpec spec) {
        if (plot.filter(file -> !FigureFile.canWrite(file)).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--plot must name a .svg or .png file.");
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
