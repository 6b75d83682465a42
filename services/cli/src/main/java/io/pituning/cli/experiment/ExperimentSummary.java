package io.pituning.cli.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.cli.street.Json;
import io.pituning.learning.experiment.ExperimentMethod;
import io.pituning.learning.experiment.ExperimentRun;
import io.pituning.learning.experiment.ExperimentSetting;
import io.pituning.learning.experiment.report.ExperimentStatistics;
import io.pituning.learning.experiment.report.Gain;
import io.pituning.learning.world.BuiltinTasks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What experiments found, in a few numbers for scripts, in percentage points on test.
 *
 * <p>A section a question, left out where it is not measured. The setting (experts' method, pool) with the largest mean gain on test speaks
 * for it, which flatters; all settings with the section's rival stand in {@code methods[]}.
 */
public final class ExperimentSummary {
    private static final String SIXTEEN = "16";
    private static final String PI = ExperimentMethod.PI.wireName();
    private static final String ZERO_SHOT = ExperimentMethod.ZERO_SHOT.wireName();
    private static final String OWN = ExperimentMethod.OWN.wireName();
    private static final String OWN_LONG = ExperimentMethod.OWN_LONG.wireName();
    private static final String NEAREST = ExperimentMethod.NEAREST.wireName();

    private ExperimentSummary() {}

    private record Row(Gain gain, ObjectNode json) {}

    /** One setting's entry; nothing where it is not measured. */
    private interface Entry {
        Optional<Row> of(ExperimentStatistics statistics);
    }

    /** {@return {@code {"sixteenShot", "full", "scarcePool", "real", "zeroShot"}}, all but {@code real} over the builtin tasks} */
    public static ObjectNode of(List<ExperimentRun> runs) {
        Predicate<ExperimentRun> builtin = run -> BuiltinTasks.names().contains(run.task());
        Map<ExperimentSetting, ExperimentStatistics> own =
                ExperimentReport.of(runs.stream().filter(builtin).toList()).bySetting();
        Map<ExperimentSetting, ExperimentStatistics> real = ExperimentReport.of(
                        runs.stream().filter(builtin.negate()).toList())
                .bySetting();
        Predicate<ExperimentSetting> sixteen = setting -> setting.shots().equals(SIXTEEN) && setting.hasFullPool();
        ObjectNode summary = Json.object();
        put(summary, "sixteenShot", own, sixteen, ExperimentSummary::pi);
        put(summary, "full", own, setting -> setting.isFull() && setting.hasFullPool(), ExperimentSummary::pi);
        put(
                summary,
                "scarcePool",
                own,
                setting -> setting.shots().equals(SIXTEEN) && !setting.hasFullPool(),
                ExperimentSummary::pi);
        put(summary, "real", real, sixteen, ExperimentSummary::pi);
        put(summary, "zeroShot", own, sixteen, ExperimentSummary::zeroShot);
        return summary;
    }

    private static void put(
            ObjectNode summary,
            String section,
            Map<ExperimentSetting, ExperimentStatistics> all,
            Predicate<ExperimentSetting> belongs,
            Entry entry) {
        Map<ExperimentSetting, Row> rows = new LinkedHashMap<>();
        all.forEach((setting, statistics) -> {
            if (belongs.test(setting)) {
                entry.of(statistics).ifPresent(row -> rows.put(setting, row));
            }
        });
        rows.values().stream()
                .max(Comparator.comparingDouble(row -> row.gain().mean().mean()))
                .ifPresent(best -> {
                    List<ObjectNode> named = new ArrayList<>();
                    rows.forEach((setting, row) -> named.add(named(setting, row)));
                    ObjectNode node =
                            named.get(List.copyOf(rows.values()).indexOf(best)).deepCopy();
                    ArrayNode methods = node.putArray("methods");
                    named.forEach(methods::add);
                    summary.set(section, node);
                });
    }

    private static ObjectNode named(ExperimentSetting setting, Row row) {
        ObjectNode json = row.json().put("method", setting.expert()).put("pool", setting.pool());
        if (setting.hasFullPool()) {
            json.put("poolExamples", setting.poolExamples());
        }
        return json.put("foundation", setting.foundation());
    }

    /** What π gains: over own trained for as many steps, which is the fair rival, over own, and over nearest. */
    private static Optional<Row> pi(ExperimentStatistics statistics) {
        return row(statistics, PI, OWN_LONG).map(row -> {
            over(row.json(), "overOwn", statistics.gain(PI, OWN));
            over(row.json(), "overNearest", statistics.gain(PI, NEAREST));
            return row;
        });
    }

    /** What neighbors' experts alone reach, against own and against chance. */
    private static Optional<Row> zeroShot(ExperimentStatistics statistics) {
        return row(statistics, ZERO_SHOT, OWN).map(row -> {
            over(row.json(), "overChance", statistics.gainOverChance(ZERO_SHOT));
            return row;
        });
    }

    private static Optional<Row> row(ExperimentStatistics statistics, String method, String rival) {
        return statistics.gain(method, rival).map(gain -> {
            ObjectNode json = Json.object();
            ReportJson.put(json, gain);
            json.put("rival", rival).put("seeds", gain.seeds());
            statistics.score(method).ifPresent(score -> json.put("mean", ReportJson.points(score.mean())));
            statistics.score(rival).ifPresent(score -> json.put("rivalMean", ReportJson.points(score.mean())));
            return new Row(gain, json);
        });
    }

    private static void over(ObjectNode node, String name, Optional<Gain> gain) {
        gain.ifPresent(known -> ReportJson.put(node.putObject(name), known));
    }
}
