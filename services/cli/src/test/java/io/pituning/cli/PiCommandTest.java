package io.pituning.cli;

import static io.pituning.cli.PiRun.DONE;
import static io.pituning.cli.PiRun.FAILED;
import static io.pituning.cli.PiRun.WRONG_USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PiCommandTest {
    private final PiRun pi = new PiRun();

    static Stream<String> commands() {
        return PiCommand.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithAnExample(String command) {
        assertThat(pi.run(command, "--help")).isEqualTo(DONE);
        assertThat(pi.out())
                .contains("Usage: pi " + command)
                .contains("Example")
                .contains("  pi " + command);
    }

    @Test
    void theHelpListsFirstSteps() {
        assertThat(pi.run("--help")).isEqualTo(DONE);
        assertThat(pi.out()).contains("First steps:", "pi demo", "PI_BOOTSTRAP_SERVER", "PI_MODELS_ROOT", "Exit codes");
    }

    @Test
    void helpIsACommandToo() {
        assertThat(pi.run("help")).isEqualTo(DONE);
        assertThat(pi.out()).contains("First steps:");

        assertThat(pi.run("help", "register")).isEqualTo(DONE);
        assertThat(pi.out()).contains("Usage: pi register");
    }

    @Test
    void withoutACommandTheUsageIsShown() {
        assertThat(pi.run()).isEqualTo(WRONG_USAGE);
        assertThat(pi.err()).contains("Usage: pi ", "First steps:");
        assertThat(pi.out()).isEmpty();
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(pi.run("--version")).isEqualTo(DONE);
        assertThat(pi.out().strip()).matches("pi-tuning \\d+\\.\\d+.*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        rgister a.json                | rgister
        help rgister                  | rgister
        demo --shots 0                | --shots must be at least 1
        demo --shots few              | few
        demo --pool-examples 0        | --pool-examples must be at least 1
        demo --newcomers trec         | --newcomers requires --data
        predict trec                  | --text, --image or both
        predict                       | TASK
        show                          | DATASET
        show builtin:x --examples 0   | --examples must be at least 1
        show builtin:x --out x.jpeg   | .png
        register                      | FILE
        retry                         | TASK
        gc --older-than week          | week' is not an ISO 8601 duration such as P7D (7 days) or PT12H (12 hours)
        gc --older-than -P1D          | -P1D' is negative
        pretrain --steps 0            | --steps must be at least 1
        up --port ninety              | ninety
        up --port 65536               | --port must be from 0 to 65535
        up --port -1                  | --port must be from 0 to 65535
        up --http-port 65536          | --http-port must be from 0 to 65535
        up --models nowhere           | --models must be a folder of model folders
        up --data-root . --data-root nowhere | --data-root must be a folder: nowhere is not one
        predict trec --text x --worker localhost:8080     | --worker (or PI_WORKER) must be like http://localhost:8080
        predict trec --text x --worker http:///predict    | --worker (or PI_WORKER) must be like http://localhost:8080
        predict trec --text x --worker http://localhost:65536 | --worker (or PI_WORKER) must be like http://localhost:8080
        doctor --worker localhost:8080                    | --worker (or PI_WORKER) must be like http://localhost:8080
        predict trec --text x --worker http://localhost:8080/v1 | --worker (or PI_WORKER) must be like http://localhost:8080
        tasks --bootstrap-server=                         | --bootstrap-server or PI_BOOTSTRAP_SERVER) must be like localhost:9092, but it is empty
        tasks --bootstrap-server kafka                    | kafka has no port
        doctor --bootstrap-server a:9092,b                | b has no port
        experiment --shots 16         | --out
        experiment --out r.json --seeds 0      | --seeds must be at least 1
        experiment --out r.json --neighbors 0  | --neighbors must be at least 1
        experiment --out r.json --pool-epochs 0 | --pool-epochs must be at least 1
        experiment --out r.json --pool huge    | --pool must be full or scarce
        experiment --out r.json --learning-rate 0        | --learning-rate must be greater than 0 and at most 1
        experiment --out r.json --pool-learning-rate 1.5 | --pool-learning-rate must be greater than 0 and at most 1
        experiment --out r.json --plot r.jpeg  | .svg or .png
        transfer --shots 16                    | --out
        transfer --out t.json --seeds 0        | --seeds must be at least 1
        transfer --out t.json --neighbors 2    | --neighbors
        similarity --examples 0                | --examples must be at least 1
        report                                 | FILE
        report r.json --neighbors 0            | --neighbors must be at least 1
        report r.json --plot r.jpeg            | .svg or .png
        """)
    void wrongUsageIsToldInShortAndEndsWithTwo(String line, String told) {
        assertThat(pi.run(line.split(" "))).isEqualTo(WRONG_USAGE);
        assertThat(pi.err()).startsWith("pi: ").contains(told, "--help");
        assertThat(pi.err().lines().count()).isLessThanOrEqualTo(3);
        assertThat(pi.out()).isEmpty();
    }

    @Test
    void withDebugAFailureShowsWhere() {
        assertThat(pi.run("predict", "trec", "--text", "why ?", "--worker", "http://localhost:1", "--debug"))
                .isEqualTo(FAILED);
        assertThat(pi.err()).contains("(worker-unreachable)", "\tat io.pituning.cli");
    }
}
