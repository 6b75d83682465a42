package io.pituning.cli;

import static io.pituning.cli.PiRun.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pituning.workflow.Garbage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcCommandTest {
    private final PiRun pi = new PiRun();

    @Test
    void theDocumentNamesWhatWasRemoved() {
        JsonNode document = GcCommand.document(new Garbage(List.of("0123", "4567"), 3, 1, 1024), 9, true);

        assertThat(document.path("removed").asBoolean()).isTrue();
        assertThat(document.path("stored").asInt()).isEqualTo(9);
        assertThat(document.path("results").asInt()).isEqualTo(3);
        assertThat(document.path("checkpoints").asInt()).isEqualTo(1);
        assertThat(document.path("bytes").asLong()).isEqualTo(1024);
        assertThat(document.path("artifacts")).extracting(JsonNode::asText).containsExactly("0123", "4567");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nosuch/artifacts", "ftp://there/artifacts"})
    void aStoreThatIsNotThereIsTold(String store) {
        assertThat(pi.run("gc", "--artifacts", store, "--bootstrap-server", "localhost:1"))
                .isEqualTo(FAILED);
        assertThat(pi.err())
                .contains(store, "--artifacts ROOT", "(folder-unusable)")
                .hasLineCount(2);
    }
}
