package io.pituning.cli.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.cli.street.Json;
import io.pituning.learning.experiment.ExperimentSetting;
import io.pituning.learning.experiment.report.ConfidenceInterval;
import io.pituning.learning.experiment.report.ExperimentStatistics;
import io.pituning.learning.experiment.report.ExperimentTable;
import io.pituning.learning.experiment.report.Gain;

/** What an experiment found, for scripts: shares and gains times 100. */
public final class ReportJson {
    private static final double PER_POINT = 1e4;
    private static final double DIGITS = 1e2;

    private ReportJson() {}

    /** {@return a document with {@code settings[]}, each with its tasks, methods and gains} */
    public static ObjectNode of(ExperimentReport report) {
        ObjectNode document = Json.object();
        ArrayNode settings = document.putArray("settings");
        report.bySetting()
                .forEach((setting, statistics) -> settings.add(of(report.title(setting), setting, statistics)));
        return document;
    }

    private static ObjectNode of(String title, ExperimentSetting setting, ExperimentStatistics statistics) {
        ObjectNode node = Json.object()
                .put("title", title)
                .put("shots", setting.shots())
                .put("pool", setting.pool())
                .put("poolExamples", setting.poolExamples())
                .put("poolSeed", setting.poolSeed())
                .put("expert", setting.expert())
                .put("parameters", setting.parameters())
                .put("foundation", setting.foundation())
                .put("foundationSha256", setting.foundationSha256());
        ArrayNode tasks = node.putArray("tasks");
        for (String task : statistics.tasks()) {
            ObjectNode row = tasks.addObject().put("task", task).put("metric", statistics.metric(task));
            statistics.chance(task).ifPresent(chance -> row.put("chance", points(chance)));
            ObjectNode scores = row.putObject("test");
            statistics.methods().forEach(method -> statistics
                    .score(task, method)
                    .ifPresent(score -> put(scores.putObject(method), "mean", score)));
        }
        ObjectNode means = node.putObject("mean");
        statistics.methods().forEach(method -> statistics
                .score(method)
                .ifPresent(score -> put(means.putObject(method), "mean", score)));
        ArrayNode gains = node.putArray("gains");
        ExperimentTable.gains(statistics).forEach(gain -> {
            ObjectNode each = gains.addObject().put("method", gain.method()).put("rival", gain.rival());
            put(each, gain);
            ObjectNode byTask = each.putObject("byTask");
            gain.byTask().forEach((task, value) -> put(byTask.putObject(task), "gain", value));
        });
        return node;
    }

    /** Adds what a gain is in short. */
    static void put(ObjectNode node, Gain gain) {
        node.put("tasks", gain.byTask().size());
        put(node, "meanGain", gain.mean());
        node.put("worst", points(gain.worst().mean())).put("worstTask", gain.worstTask());
    }

    private static void put(ObjectNode node, String name, ConfidenceInterval interval) {
        node.put(name, points(interval.mean()));
        interval.margin().ifPresent(margin -> node.put("interval", points(margin)));
    }

    /** A share in percentage points, with two digits. */
    static double points(double share) {
        return Math.round(share * PER_POINT) / DIGITS;
    }
}
