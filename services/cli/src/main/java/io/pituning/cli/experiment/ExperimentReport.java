package io.pituning.cli.experiment;

import io.pituning.learning.experiment.ExperimentRun;
import io.pituning.learning.experiment.ExperimentSetting;
import io.pituning.learning.experiment.report.ExperimentStatistics;
import io.pituning.learning.experiment.report.ExperimentTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an experiment found.
 *
 * @param bySetting the statistics of each setting, by its title
 */
public record ExperimentReport(Map<String, ExperimentStatistics> bySetting) {

    /** {@return the report of runs, in their order} */
    public static ExperimentReport of(List<ExperimentRun> runs) {
        Map<ExperimentSetting, List<ExperimentRun>> bySetting = runs.stream()
                .collect(Collectors.groupingBy(ExperimentRun::setting, LinkedHashMap::new, Collectors.toList()));
        Map<String, ExperimentStatistics> statistics = new LinkedHashMap<>();
        bySetting.forEach((setting, its) -> statistics.put(setting.title(), new ExperimentStatistics(its)));
        return new ExperimentReport(statistics);
    }

    /** {@return a Markdown table of test scores; of several settings one each, under its title} */
    public String markdown() {
        if (bySetting.size() == 1) {
            return ExperimentTable.markdown(bySetting.values().iterator().next());
        }
        return bySetting.entrySet().stream()
                .map(entry -> "### " + entry.getKey() + "\n\n" + ExperimentTable.markdown(entry.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
