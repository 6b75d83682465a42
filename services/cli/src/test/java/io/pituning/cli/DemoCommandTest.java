package io.pituning.cli;

import static io.pituning.cli.PiRun.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    @TempDir
    private Path folder;

    private final PiRun pi = new PiRun();

    @Test
    void aFolderWithoutTasksIsTold() {
        assertThat(pi.run("demo", "--data", folder.toString())).isEqualTo(FAILED);
        assertThat(pi.err()).contains(folder.toString(), "(data-missing)").hasLineCount(2);
    }
}
