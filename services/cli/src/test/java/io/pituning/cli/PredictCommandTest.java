package io.pituning.cli;

import static io.pituning.cli.PiRun.DONE;
import static io.pituning.cli.PiRun.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.cli.street.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictCommandTest {
    private static final String ANSWER =
            "{\"task\": \"trec\", \"label\": \"who\", \"probabilities\": {\"why\": 0.25, \"who\": 0.75}}";

    private final PiRun pi = new PiRun();

    @Test
    void aWorkerThatDoesNotAnswerIsTold() {
        assertThat(pi.run("predict", "trec", "--text", "why ?", "--worker", "http://localhost:1"))
                .isEqualTo(FAILED);
        assertThat(pi.err()).contains("http://localhost:1", "pi up", "(worker-unreachable)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        404 | task-unknown      | 'pi experts'
        400 | request-malformed | --text, --image
        400 | picture-malformed | --image
        500 | internal-error    | as over HTTP
        """)
    void whatAWorkerRefusesIsAdvisedUponForTheCommandLine(int status, String code, String advised) throws IOException {
        String refusal = Json.object()
                .put("code", code)
                .put("message", "It is refused.")
                .put("advice", "Do as over HTTP.")
                .toString();
        try (var worker = new WorkerStandIn(status, refusal)) {
            assertThat(ask(worker)).isEqualTo(FAILED);
        }

        assertThat(pi.err())
                .startsWith("pi: It is refused.\n")
                .contains(advised, "(" + code + ")")
                .hasLineCount(2);
    }

    @Test
    void whatAnswersAndIsNoWorkerIsTold() throws IOException {
        try (var page = new WorkerStandIn(200, "<html>It works!</html>")) {
            assertThat(ask(page)).isEqualTo(FAILED);

            assertThat(pi.err())
                    .startsWith("pi: What answers at " + page.address() + " is not a worker.\n")
                    .contains("--worker", "(worker-failed)")
                    .hasLineCount(2);
        }
    }

    @Test
    void anAnswerIsATableWithTheMostProbableFirst() throws IOException {
        try (var worker = new WorkerStandIn(200, ANSWER)) {
            assertThat(ask(worker)).isEqualTo(DONE);
        }

        assertThat(pi.out().lines().map(String::strip)).containsSubsequence("who         75.0 %", "why         25.0 %");
    }

    @Test
    void anAnswerForScriptsIsTheWorkersWhole() throws IOException {
        try (var worker = new WorkerStandIn(200, ANSWER)) {
            assertThat(ask(worker, "--json")).isEqualTo(DONE);
        }

        assertThat(Json.parse(pi.out())).isEqualTo(Json.parse(ANSWER));
    }

    private int ask(WorkerStandIn worker, String... more) {
        List<String> line = new ArrayList<>(
                List.of("predict", "trec", "--text", "who wrote hamlet ?", "--worker", worker.address()));
        line.addAll(List.of(more));
        return pi.run(line.toArray(String[]::new));
    }
}
