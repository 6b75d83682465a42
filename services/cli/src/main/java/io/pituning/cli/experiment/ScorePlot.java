package io.pituning.cli.experiment;

import io.pituning.cli.figure.FigureFile;
import io.pituning.learning.experiment.ExperimentSetting;
import io.pituning.learning.experiment.report.ConfidenceInterval;
import io.pituning.learning.experiment.report.ExperimentStatistics;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** Test scores times 100 as bars, a group a task and one for their mean, with 95 % confidence intervals over the seeds. */
public final class ScorePlot {
    private static final int HEIGHT = 560;
    private static final int MARGINS = 320;
    private static final int BAR_WIDTH = 14;
    private static final int GROUP_GAP = 20;
    private static final int PERCENT = 100;

    private final CategoryChart chart;

    /** The plot of a report; of several settings the bars stand side by side, a series a method and setting. */
    public ScorePlot(ExperimentReport report) {
        Map<ExperimentSetting, ExperimentStatistics> bySetting = report.bySetting();
        List<String> tasks = bySetting.values().stream()
                .flatMap(statistics -> statistics.tasks().stream())
                .distinct()
                .toList();
        int series = bySetting.values().stream()
                .mapToInt(statistics -> statistics.methods().size())
                .sum();
        List<String> metrics = bySetting.values().stream()
                .flatMap(statistics -> statistics.metrics().stream())
                .distinct()
                .toList();
        this.chart = chart(tasks.size() + 1, series, metrics);
        bySetting.forEach((setting, statistics) -> statistics
                .methods()
                .forEach(method -> add(
                        bySetting.size() == 1 ? method : method + ", " + report.title(setting),
                        tasks,
                        statistics,
                        method)));
    }

    /** Writes the plot in the format that the file's name ends in, see {@link FigureFile}. */
    public void write(Path file) throws IOException {
        FigureFile.write(
                file,
                chart.getWidth(),
                chart.getHeight(),
                canvas -> chart.paint(canvas, chart.getWidth(), chart.getHeight()));
    }

    private static CategoryChart chart(int groups, int series, List<String> metrics) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(MARGINS + groups * (GROUP_GAP + series * BAR_WIDTH))
                .height(HEIGHT)
                .yAxisTitle(String.join(", ", metrics) + " on test, × 100 (95 % confidence interval)")
                .build();
        chart.getStyler()
                .setYAxisMin(0.0)
                .setYAxisMax((double) PERCENT)
                .setXAxisLabelRotation(45)
                .setXAxisLabelAlignmentVertical(AxesChartStyler.TextAlignment.Right)
                .setYAxisDecimalPattern("0")
                .setPlotGridVerticalLinesVisible(false)
                .setErrorBarsColor(Color.DARK_GRAY)
                .setLegendPosition(Styler.LegendPosition.OutsideE)
                .setChartBackgroundColor(Color.WHITE);
        return chart;
    }

    private void add(String name, List<String> tasks, ExperimentStatistics statistics, String method) {
        List<String> groups = new ArrayList<>(tasks);
        groups.add("mean");
        List<Optional<ConfidenceInterval>> intervals = new ArrayList<>(
                tasks.stream().map(task -> statistics.score(task, method)).toList());
        intervals.add(statistics.score(method));
        List<Double> means = intervals.stream()
                .map(interval ->
                        PERCENT * interval.map(ConfidenceInterval::mean).orElse(0.0))
                .toList();
        List<Double> margins = intervals.stream()
                .map(interval -> PERCENT
                        * interval.map(known -> known.margin().orElse(0)).orElse(0.0))
                .toList();
        // A bar without an interval, as that of a single seed, is drawn without its mark, not with one of no length.
        boolean known = margins.stream().anyMatch(margin -> margin > 0);
        if (known) {
            chart.addSeries(name, groups, means, margins);
        } else {
            chart.addSeries(name, groups, means);
        }
    }
}
