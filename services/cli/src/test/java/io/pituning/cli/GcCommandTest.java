package io.pituning.cli;

import static io.pituning.cli.PiRun.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcCommandTest {
    @TempDir
    private Path folder;

    private final PiRun pi = new PiRun();

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
