package io.pituning.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpertStoreTest {
    private static final String KEY = "task-seed1-0123";

    @TempDir
    Path folder;

    @Test
    void anExpertIsMadeByOneAtATime() {
        ExpertStore store = new ExpertStore(folder);
        Optional<ExpertStore.Claim> first = store.claim(KEY);

        assertThat(first).isPresent();
        assertThat(store.claim(KEY)).isEmpty();
        store.claim("another").orElseThrow().close();

        first.get().close();
        store.claim(KEY).orElseThrow().close();
    }

    @Test
    void whatAProcessClaimsIsFreeOnceItHasDied() throws Exception {
        ExpertStore store = new ExpertStore(folder);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Claimer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("claimed");
            assertThat(store.claim(KEY)).isEmpty();
        } finally {
            other.destroyForcibly().waitFor();
        }

        store.claim(KEY).orElseThrow().close();
    }

    /** A process that claims and never lets go. */
    static final class Claimer {
        public static void main(String... args) throws IOException {
            boolean claimed = new ExpertStore(Path.of(args[0])).claim(KEY).isPresent();
            System.out.println(claimed ? "claimed" : "refused");
            System.in.read();
        }
    }
}
