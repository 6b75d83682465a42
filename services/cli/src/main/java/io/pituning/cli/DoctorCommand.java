package io.pituning.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pituning.cli.Examination.Finding;
import io.pituning.cli.street.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks whether this machine has what is needed. */
@Command(
        name = "doctor",
        header =
                "Checks that this machine has what is needed and that Kafka has the topics, and says how to fix what is missing or wrong.",
        description = "%nExit code 1 if something is wrong; advice alone is not a failure.",
        footer = {"%nExamples:", "  pi doctor", "  pi doctor --bootstrap-server kafka:9092 --json"})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOption kafka;

    @Mixin
    private WorkerOption worker;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Stream<Finding> examination = new Examination(kafka.broker(), worker.client(), worker.address()).all();
        PrintWriter out = spec.commandLine().getOut();
        List<Finding> findings;
        if (json.wanted()) {
            findings = examination.toList();
            out.println(Json.pretty(document(findings)));
        } else {
            findings = examination.peek(finding -> tell(out, finding)).toList();
        }
        return findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.WRONG) ? 1 : 0;
    }

    static ArrayNode document(List<Finding> findings) {
        ArrayNode document = Json.array();
        findings.forEach(finding -> document.addObject()
                .put("check", finding.check())
                .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
                .put("found", finding.found())
                .put("advice", finding.advice()));
        return document;
    }

    /** At once, so that one sees what a slow check waits for. */
    private static void tell(PrintWriter out, Finding finding) {
        out.printf("%-6s %-8s %s%n", finding.verdict(), finding.check(), finding.found());
        if (!finding.advice().isEmpty()) {
            out.printf("%-15s → %s%n", "", finding.advice());
        }
        out.flush();
    }
}
