package io.pituning.cli;

import static io.pituning.cli.PiRun.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {
    @TempDir
    private Path folder;

    private final PiRun pi = new PiRun();

    @Test
    void aHomeThatCannotBeMadeIsToldAfterWhereItWasToStart() throws IOException {
        Path home = Files.createFile(folder.resolve("file")).resolve("home");

        assertThat(pi.run("up", "--port", "0", "--http-port", "0", "--home", home.toString()))
                .isEqualTo(FAILED);
        assertThat(pi.err())
                .startsWith("starting Kafka and all services in " + home + "\n")
                .contains("pi: The folder " + home.resolve("kafka") + " cannot be", "(folder-unusable)")
                .hasLineCount(3);
        assertThat(pi.out()).isEmpty();
    }
}
