package io.pituning.cli;

import static io.pituning.cli.PiRun.DONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.cli.street.Findings;
import io.pituning.cli.street.Json;
import io.pituning.cli.street.Mood;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.WorkerEvent.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TasksCommandTest {
    private final PiRun pi = new PiRun();
    private final Findings findings = new Findings(List.of(Mood.REGISTERED));

    @Test
    void aTaskHasNoScoresInTheDocumentUntilItsExpertsAreThere() {
        JsonNode task =
                TasksCommand.document(List.of(Mood.REGISTERED), findings).get(0);

        assertThat(task.path("task").asText()).isEqualTo("mood");
        assertThat(task.path("state").asText()).isEqualTo("registered");
        assertThat(task.has("ownTest")).isFalse();
        assertThat(task.has("tunedTest")).isFalse();
        assertThat(task.path("request").path("dataset").asText()).isEqualTo("file:///data/mood");
    }

    static Stream<Arguments> states() {
        Optional<String> registration = Optional.of(Mood.REGISTRATION);
        List<Event> tuned = List.of(Mood.trained(0.5), Mood.embedded(), Mood.tuned(0.5));
        return Stream.of(
                arguments("registered", List.of()),
                arguments("trained", tuned.subList(0, 1)),
                arguments("embedded", tuned.subList(0, 2)),
                arguments("tuned", tuned),
                arguments("served", and(tuned, Mood.worker("gpu-0", Kind.LOADED))),
                arguments("served", and(tuned, Mood.worker("gpu-0", Kind.REPLACED))),
                arguments("tuned", and(tuned, Mood.worker("gpu-0", Kind.LOADED), Mood.worker("gpu-0", Kind.RETIRED))),
                arguments("failed", List.of(Mood.failed(Step.TRAIN, registration, 5))),
                arguments("failed", List.of(Mood.failed(Step.TRAIN, Optional.empty(), 5))),
                arguments("registered", List.of(Mood.failed(Step.TRAIN, Optional.of("0123"), 5))),
                arguments("failed", and(tuned, Mood.failed(Step.LOAD, registration, 5))),
                arguments(
                        "failed",
                        and(
                                tuned,
                                Mood.worker("gpu-1", Kind.LOADED),
                                Mood.worker("gpu-0", Kind.REFUSED),
                                Mood.failed(Step.LOAD, registration, 5))));
    }

    @ParameterizedTest
    @MethodSource("states")
    void howFarATaskHasGotFollowsFromItsEvents(String state, List<Event> events) {
        events.forEach(event -> findings.take(Mood.arrival(event)));

        assertThat(TasksCommand.document(List.of(Mood.REGISTERED), findings)
                        .get(0)
                        .path("state")
                        .asText())
                .isEqualTo(state);
    }

    private static List<Event> and(List<Event> before, Event... more) {
        return Stream.concat(before.stream(), Stream.of(more)).toList();
    }

    @Test
    void theDocumentHasTheTestScoresThatTheTableShows() {
        findings.take(Mood.arrival(Mood.trained(0.5)));
        findings.take(Mood.arrival(Mood.tuned(0.75)));

        JsonNode task =
                TasksCommand.document(List.of(Mood.REGISTERED), findings).get(0);

        assertThat(task.path("state").asText()).isEqualTo("tuned");
        assertThat(task.path("ownTest").asDouble()).isEqualTo(0.5);
        assertThat(task.path("tunedTest").asDouble()).isEqualTo(0.75);
    }

    @Test
    void theBuiltinDataSetsAreListedForScriptsToo() throws IOException {
        assertThat(pi.run("tasks", "--builtin", "--json")).isEqualTo(DONE);

        JsonNode document = Json.parse(pi.out());
        assertThat(document).hasSizeGreaterThan(9);
        assertThat(document.get(0).path("dataset").asText()).startsWith("builtin:");
        assertThat(document.get(0).path("labels")).isNotEmpty();
        assertThat(document.get(0).path("metric").asText()).isNotEmpty();
        assertThat(document.get(0).path("sizes").path("test").asInt()).isPositive();
    }
}
