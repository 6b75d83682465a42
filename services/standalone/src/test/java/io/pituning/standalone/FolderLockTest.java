package io.pituning.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    private Path folder;

    /** A process that has the folder until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            FolderLock lock = FolderLock.take(Path.of(arguments[0]));
            System.out.println("taken");
            System.in.read();
            lock.close();
        }
    }

    @Test
    void whatAnotherProcessHoldsIsFreeWhenThatHasBeenKilledAndNotBefore() throws Exception {
        Process process = holder();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("taken");

            assertThatThrownBy(() -> FolderLock.take(folder)).hasMessageContaining(folder.toString());

            process.destroyForcibly().waitFor();
            FolderLock.take(folder).close();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process holder() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
