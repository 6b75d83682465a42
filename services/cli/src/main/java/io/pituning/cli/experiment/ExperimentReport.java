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
 * @param bySetting the statistics of each setting
 */
public record ExperimentReport(Map<ExperimentSetting, ExperimentStatistics> bySetting) {

    /** {@return the report of runs, in their order} */
    public static ExperimentReport of(List<ExperimentRun> runs) {
        Map<ExperimentSetting, List<ExperimentRun>> bySetting = runs.stream()
                .collect(Collectors.groupingBy(ExperimentRun::setting, LinkedHashMap::new, Collectors.toList()));
        Map<ExperimentSetting, ExperimentStatistics> statistics = new LinkedHashMap<>();
        bySetting.forEach((setting, its) -> statistics.put(setting, new ExperimentStatistics(its)));
        return new ExperimentReport(statistics);
    }

    /** {@return the setting in words, in as few as tell it from the report's others} */
    public String title(ExperimentSetting setting) {
        boolean telling = bySetting.keySet().stream()
                .noneMatch(other -> !other.equals(setting) && other.title().equals(setting.title()));
        return telling ? setting.title() : setting.longTitle();
    }

    /** {@return a Markdown table of test scores; of several settings one each, under its title} */
    public String markdown() {
        if (bySetting.size() == 1) {
            return ExperimentTable.markdown(bySetting.values().iterator().next());
        }
        return bySetting.entrySet().stream()
                .map(entry -> "### " + title(entry.getKey()) + "\n\n" + ExperimentTable.markdown(entry.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
