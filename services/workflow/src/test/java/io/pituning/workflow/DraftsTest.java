package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftsTest {
    @TempDir
    private Path folder;

    /** A process that has a draft in the folder, has swept it twice, and lives until it is killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            Drafts drafts = new Drafts(folder);
            Path draft = drafts.create();
            drafts.sweep();
            new Drafts(folder).sweep();
            System.out.println(draft);
            System.in.read();
        }
    }

    @Test
    void theDraftsOfAnotherProcessGoWhenItHasBeenKilledAndNotBefore() throws Exception {
        Process process = writer();
        try (Drafts drafts = new Drafts(folder);
                BufferedReader output = process.inputReader()) {
            Path theirs = Path.of(output.readLine());

            drafts.sweep();
            assertThat(theirs).isDirectory();

            process.destroyForcibly().waitFor();
            drafts.sweep();
            assertThat(theirs).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aProcessWhoseDraftsWereTakenAwayMakesNewOnesUnderALock() throws IOException {
        Path taken = folder.resolve("drafts");
        try (Drafts drafts = new Drafts(taken)) {
            drafts.create();
            Folders.delete(taken);

            Path draft = drafts.create();

            assertThat(draft).isDirectory();
            Path process = draft.getParent();
            assertThat(process.resolveSibling(process.getFileName() + ".lock")).isRegularFile();
        }
    }

    private Process writer() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
