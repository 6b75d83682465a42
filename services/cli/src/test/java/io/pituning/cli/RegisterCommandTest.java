package io.pituning.cli;

import static io.pituning.cli.PiRun.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.cli.street.Mood;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterCommandTest {
    @TempDir
    private Path folder;

    private final PiRun pi = new PiRun();

    @Test
    void aMistypedFieldIsToldBeforeAnythingIsPublished() throws IOException {
        Path file = Files.writeString(
                folder.resolve("trec.json"), "{\"task\":\"trec\",\"dataset\":\"builtin:x\",\"shot\":16}");

        assertThat(pi.run("register", file.toString())).isEqualTo(FAILED);
        assertThat(pi.err()).contains("'shot' is unknown", "(schema-violation)").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"task":     | is not JSON
        {"task":"trec","dataset":"builtin:x","shots":16,"shots":4} | Duplicate field 'shots'
        ''           | no registration
        """)
    void aFileThatHoldsNoRegistrationIsTold(String content, String told) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), content);

        assertThat(pi.run("register", file.toString())).isEqualTo(FAILED);
        assertThat(pi.err()).contains(told, "(record-unparsable)").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"task":     | What is in standard input is not JSON
        ''           | There is no registration in standard input.
        """)
    void standardInputIsCalledByItsName(String content, String told) {
        InputStream typed = System.in;
        System.setIn(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(pi.run("register", "-")).isEqualTo(FAILED);
        } finally {
            System.setIn(typed);
        }

        assertThat(pi.err())
                .startsWith("pi: " + told)
                .contains("(record-unparsable)")
                .hasLineCount(2);
    }

    @Test
    void theDocumentNamesEachTaskAndItsRegistration() {
        JsonNode task = RegisterCommand.document(List.of(Mood.REGISTERED)).get(0);

        assertThat(task.path("task").asText()).isEqualTo("mood");
        assertThat(task.path("registration").asText()).isEqualTo(Mood.REGISTRATION);
    }

    @Test
    void whichOfSeveralRegistrationsIsWrongIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("tasks.json"), """
                {"task": "m1", "dataset": "builtin:x"}
                {"task": "m2", "dataset": "/data/m2"}
                """);

        assertThat(pi.run("register", file.toString())).isEqualTo(FAILED);
        assertThat(pi.err())
                .startsWith("pi: In registration 2 (task m2), field 'dataset' is \"/data/m2\"")
                .contains("write \"file:///data/m2\".", "(schema-violation)")
                .hasLineCount(2);
    }

    @Test
    void aTaskThatIsRegisteredTwiceInOneFileIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("tasks.json"), """
                {"task": "m1", "dataset": "builtin:x"}
                {"task": "m1", "dataset": "builtin:y"}
                """);

        assertThat(pi.run("register", file.toString())).isEqualTo(FAILED);
        assertThat(pi.err())
                .contains("Registration 2", "the task m1", "(record-unparsable)")
                .hasLineCount(2);
    }

    @Test
    void aMissingFileIsTold() {
        assertThat(pi.run("register", folder.resolve("none.json").toString())).isEqualTo(FAILED);
        assertThat(pi.err()).contains("none.json", "(file-unreadable)").hasLineCount(2);
    }
}
