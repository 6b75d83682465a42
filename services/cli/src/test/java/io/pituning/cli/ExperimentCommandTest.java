package io.pituning.cli;

import static io.pituning.cli.PiRun.DONE;
import static io.pituning.cli.PiRun.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentCommandTest {
    @TempDir
    private Path folder;

    private final PiRun pi = new PiRun();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --methods own,magic   | own-long, pi       | (method-unknown)
        --expert magic        | lora, adapter      | (method-unknown)
        --shots few           | few                | (shots-malformed)
        --shots 16,0          | 0                  | (shots-malformed)
        --tasks magic         | no task named magic | (experiment-impossible)
        --data nowhere        | nowhere            | (data-missing)
        """)
    void anExperimentThatCannotBeIsToldBeforeAnythingIsComputed(String options, String told, String code) {
        Path results = folder.resolve("results.json");

        assertThat(pi.run(("experiment --out " + results + " " + options).split(" ")))
                .isEqualTo(FAILED);

        assertThat(pi.err()).contains(told, code).hasLineCount(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anExperimentsMethodsAreInItsHelp() {
        assertThat(pi.run("experiment", "--help")).isEqualTo(DONE);
        assertThat(pi.out()).contains("own-long", "zero-shot", "lorahub", "linear-probe", "95 % confidence");
    }
}
