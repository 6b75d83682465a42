package io.pituning.cli;

import io.pituning.cli.street.Json;
import io.pituning.cli.terminal.Numbers;
import io.pituning.cli.terminal.TextTable;
import io.pituning.schemas.event.Chosen;
import io.pituning.schemas.event.ExpertTuned;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists tuned experts. */
@Command(
        name = "experts",
        header = "Lists the tuned experts, their scores and what they are made of.",
        footer = {
            "%nExamples:",
            "  pi experts",
            "  pi experts --json        the events of pi.tuned-experts, with artifact and lineage"
        })
final class ExpertsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOption kafka;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Collection<ExpertTuned> experts =
                kafka.broker().newest(ExpertTuned.class).values();
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(Json.pretty(Json.of(experts)));
            return 0;
        }
        TextTable table = new TextTable("task", "method", "chosen", "own test", "tuned test", "made of");
        experts.forEach(expert -> table.row(
                expert.task(),
                expert.expert().method(),
                expert.chosen() == Chosen.INTERPOLATED ? "interpolated" : "own",
                Numbers.percent(expert.metrics().own().test().accuracy()),
                Numbers.percent(expert.metrics().tuned().test().accuracy()),
                madeOf(expert)));
        if (table.isEmpty()) {
            out.println("There is no tuned expert yet. 'pi tasks' shows how far each task has got.");
        } else {
            table.lines().forEach(out::println);
        }
        return 0;
    }

    private static String madeOf(ExpertTuned expert) {
        return expert.servedSources().stream()
                .map(source -> Numbers.twoDigits(source.weight()) + " " + source.task())
                .collect(Collectors.joining(", "));
    }
}
