package io.pituning.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.harness.PiCommand;
import io.pituning.harness.Systems;
import io.pituning.hostile.HostileFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo on tasks of two examples each: what it does, not how well. */
class DemoIT {
    private static final Path HOME = Systems.freshHome("demo");
    private static final Path DATA = HOME.resolve("data");

    /** A shell may have them for a cluster elsewhere; the demo is about its own broker alone. */
    private static final Map<String, String> ANOTHER_CLUSTER =
            Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:1", "KAFKA_SECURITY_PROTOCOL", "SSL");

    @Test
    void whatFailedInItsHomeDoesNotHinderItOnceTheReasonIsGone() throws IOException {
        for (String task : new String[] {"crow", "finch", "wren"}) {
            HostileFiles.soundDataSet(DATA.resolve(task));
        }
        Path picture = DATA.resolve("crow").resolve("x.png");
        byte[] sound = Files.readAllBytes(picture);
        Files.write(picture, new byte[0]);

        assertThat(demo())
                .contains("published 2 pool tasks on pi.tasks: crow, finch", "pi: crow: ", "(dataset-malformed)")
                .doesNotContain("newcomer")
                .endsWith("exit 1");

        Files.write(picture, sound);
        assertThat(demo())
                .contains("published 1 newcomer task on pi.tasks: wren", "newcomers on test, mean of 1: own ")
                .containsPattern("wren +newcomer ")
                .doesNotContain("pi: crow")
                .endsWith("exit 0");
    }

    private static String demo() {
        return PiCommand.run(
                HOME,
                ANOTHER_CLUSTER,
                "demo",
                "--data",
                DATA.toString(),
                "--home",
                HOME.resolve("kept").toString());
    }
}
