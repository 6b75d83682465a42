package io.pituning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.pituning.cli.street.Json;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.Modality;
import io.pituning.learning.world.BuiltinTasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PiCommandTest {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int pi(String... args) {
        CommandLine pi = PiCommand.commandLine();
        pi.setOut(new PrintWriter(out, true));
        pi.setErr(new PrintWriter(err, true));
        return pi.execute(args);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "up",
                "register",
                "tasks",
                "show",
                "watch",
                "experts",
                "predict",
                "failures",
                "retry",
                "gc",
                "pretrain",
                "experiment",
                "report",
                "similarity",
                "transfer",
                "doctor",
                "help"
            })
    void everyCommandHasHelpWithAnExample(String command) {
        assertThat(pi(command, "--help")).isEqualTo(DONE);
        assertThat(out.toString())
                .contains("Usage: pi " + command)
                .contains("Example")
                .contains("  pi " + command);
    }

    @Test
    void theHelpListsFirstSteps() {
        assertThat(pi("--help")).isEqualTo(DONE);
        assertThat(out.toString()).contains("First steps:", "pi demo", "PI_BOOTSTRAP_SERVER", "Exit codes");
    }

    @Test
    void helpIsACommandToo() {
        assertThat(pi("help")).isEqualTo(DONE);
        assertThat(out.toString()).contains("First steps:");

        assertThat(pi("help", "register")).isEqualTo(DONE);
        assertThat(out.toString()).contains("Usage: pi register");
    }

    @Test
    void withoutACommandTheUsageIsShown() {
        assertThat(pi()).isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains("Usage: pi ", "First steps:");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(pi("--version")).isEqualTo(DONE);
        assertThat(out.toString().strip()).matches("pi-tuning \\d+\\.\\d+.*");
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
        report r.json --plot r.jpeg            | .svg or .png
        """)
    void wrongUsageIsToldInShortAndEndsWithTwo(String line, String told) {
        assertThat(pi(line.split(" "))).isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).startsWith("pi: ").contains(told, "--help");
        assertThat(err.toString().lines().count()).isLessThanOrEqualTo(3);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aHomeThatCannotBeMadeIsToldAfterWhereItWasToStart() throws IOException {
        Path home = Files.createFile(folder.resolve("file")).resolve("home");

        assertThat(pi("up", "--port", "0", "--http-port", "0", "--home", home.toString()))
                .isEqualTo(FAILED);
        assertThat(err.toString())
                .startsWith("starting Kafka and all services in " + home + "\n")
                .contains("pi: The folder " + home.resolve("kafka") + " cannot be", "(folder-unusable)")
                .hasLineCount(3);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aMistypedFieldIsToldBeforeAnythingIsPublished() throws IOException {
        Path file = Files.writeString(
                folder.resolve("trec.json"), "{\"task\":\"trec\",\"dataset\":\"builtin:x\",\"shot\":16}");

        assertThat(pi("register", file.toString())).isEqualTo(FAILED);
        assertThat(err.toString())
                .contains("'shot' is unknown", "(schema-violation)")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"task":     | is not JSON
        {"task":"trec","dataset":"builtin:x","shots":16,"shots":4} | Duplicate field 'shots'
        ''           | no registration
        """)
    void aFileThatHoldsNoRegistrationIsTold(String content, String told) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), content);

        assertThat(pi("register", file.toString())).isEqualTo(FAILED);
        assertThat(err.toString()).contains(told, "(record-unparsable)").doesNotContain("\tat ");
    }

    @Test
    void whichOfSeveralRegistrationsIsWrongIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("tasks.json"), """
                {"task": "m1", "dataset": "builtin:x"}
                {"task": "m2", "dataset": "/data/m2"}
                """);

        assertThat(pi("register", file.toString())).isEqualTo(FAILED);
        assertThat(err.toString())
                .startsWith("pi: In registration 2 (task m2), field 'dataset' is \"/data/m2\"")
                .contains("write \"file:///data/m2\".", "(schema-violation)")
                .hasLineCount(2);
    }

    @Test
    void aTaskThatIsRegisteredTwiceInOneFileIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("tasks.json"), """
                {"task": "m1", "dataset": "builtin:x"}
                {"task": "m1", "dataset": "builtin:y"}
                """);

        assertThat(pi("register", file.toString())).isEqualTo(FAILED);
        assertThat(err.toString())
                .contains("Registration 2", "the task m1", "(record-unparsable)")
                .hasLineCount(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nosuch/artifacts", "ftp://there/artifacts"})
    void aStoreThatIsNotThereIsTold(String store) {
        assertThat(pi("gc", "--artifacts", store, "--bootstrap-server", "localhost:1"))
                .isEqualTo(FAILED);
        assertThat(err.toString())
                .contains(store, "--artifacts ROOT", "(folder-unusable)")
                .hasLineCount(2);
    }

    @Test
    void aMissingFileIsTold() {
        assertThat(pi("register", folder.resolve("none.json").toString())).isEqualTo(FAILED);
        assertThat(err.toString()).contains("none.json", "(file-unreadable)").hasLineCount(2);
    }

    @Test
    void aFolderWithoutTasksIsTold() {
        assertThat(pi("demo", "--data", folder.toString())).isEqualTo(FAILED);
        assertThat(err.toString()).contains(folder.toString(), "(data-missing)").hasLineCount(2);
    }

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

        assertThat(pi(("experiment --out " + results + " " + options).split(" ")))
                .isEqualTo(FAILED);

        assertThat(err.toString()).contains(told, code).hasLineCount(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anExperimentsMethodsAreInItsHelp() {
        assertThat(pi("experiment", "--help")).isEqualTo(DONE);
        assertThat(out.toString()).contains("own-long", "zero-shot", "lorahub", "linear-probe", "95 % confidence");
    }

    @Test
    void aReportOfAFileThatIsNotThereIsTold() {
        assertThat(pi("report", folder.resolve("none.json").toString())).isEqualTo(FAILED);
        assertThat(err.toString()).contains("none.json", "(file-unreadable)").hasLineCount(2);
    }

    @Test
    void aReportTakesResultFilesTogether() throws IOException {
        Path one = Files.writeString(folder.resolve("one.json"), results("wind-side", 0.5, 0.7));
        Path other = Files.writeString(folder.resolve("other.json"), results("trec", 0.4, 0.3));
        Path summary = folder.resolve("new/summary.json");

        assertThat(pi("report", one.toString(), other.toString(), "--summary", summary.toString()))
                .isEqualTo(DONE);

        assertThat(out.toString())
                .contains("| wind-side | 50.0 ± – | 70.0 ± – |", "| trec | 40.0 ± – | 30.0 ± – |")
                .endsWith("- π − own-long: +5.0 ± – points, mean of 2 tasks; worst -10.0 ± – (trec)\n");
        JsonNode written = Json.parse(Files.readString(summary));
        assertThat(written.path("sixteenShot").path("meanGain").asDouble()).isEqualTo(20);
        assertThat(written.path("real").path("worstTask").asText()).isEqualTo("trec");
    }

    @Test
    void aReportIsThereForScriptsToo() throws IOException {
        Path file = Files.writeString(folder.resolve("one.json"), results("wind-side", 0.5, 0.7));

        assertThat(pi("report", file.toString(), "--json")).isEqualTo(DONE);

        JsonNode gain = Json.parse(out.toString())
                .path("settings")
                .path(0)
                .path("gains")
                .path(0);
        assertThat(gain.path("rival").asText()).isEqualTo("own-long");
        assertThat(gain.path("byTask").path("wind-side").path("gain").asDouble())
                .isEqualTo(20);
    }

    @Test
    void similaritiesComputedBeforeAreComparedWithADesignAndDrawn() throws IOException {
        Path matrices = Files.writeString(folder.resolve("similarity.json"), """
                {"tasks": ["a", "b", "c", "d"], "agreements": {},
                 "similarities": {"full": [[1, 0.9, 0.3, 0.2], [0.9, 1, 0.3, 0.2], [0.3, 0.3, 1, 0.2], [0.2, 0.2, 0.2, 1]]}}
                """);
        Path design = Files.writeString(folder.resolve("design.json"), """
                {"tasks": ["d", "c", "b", "a"],
                 "relatedness": [[1, 0, 0, 0], [0, 1, 0.5, 0.5], [0, 0.5, 1, 1], [0, 0.5, 1, 1]]}
                """);
        Path figures = folder.resolve("figures");

        assertThat(pi(
                        "similarity",
                        "--from",
                        matrices.toString(),
                        "--design",
                        design.toString(),
                        "--figures",
                        figures.toString()))
                .isEqualTo(DONE);

        assertThat(out.toString()).contains("| compared with the design |", "| full | 0.7", "| 1.000 |");
        assertThat(figures).isDirectoryContaining("glob:**matrix.svg").isDirectoryContaining("glob:**dendrogram.png");
    }

    @Test
    void aDesignThatLacksATaskIsTold() throws IOException {
        Path matrices = Files.writeString(folder.resolve("similarity.json"), """
                {"tasks": ["a", "b"], "agreements": {}, "similarities": {"full": [[1, 0.9], [0.9, 1]]}}
                """);
        Path design = Files.writeString(folder.resolve("design.json"), "{\"tasks\": [\"a\"], \"relatedness\": [[1]]}");

        assertThat(pi("similarity", "--from", matrices.toString(), "--design", design.toString()))
                .isEqualTo(FAILED);
        assertThat(err.toString()).contains("task b", "(design-incomplete)").hasLineCount(2);
    }

    @Test
    void similaritiesOfFewerThanFourTasksAreToldBeforeAnythingIsTrained() throws IOException {
        for (String name : List.of("poets", "rivers", "stars")) {
            taskFolder(Files.createDirectory(folder.resolve(name)), name);
        }

        assertThat(pi("similarity", "--data", folder.toString())).isEqualTo(FAILED);
        assertThat(err.toString())
                .contains("at least 4 tasks, not 3", "(similarity-impossible)")
                .hasLineCount(2);
    }

    @Test
    void similaritiesFromAFileOfAnotherKindAreTold() throws IOException {
        Path transfer = Files.writeString(folder.resolve("transfer.json"), results("wind-side", 0.5, 0.7));

        assertThat(pi("similarity", "--from", transfer.toString())).isEqualTo(FAILED);
        assertThat(err.toString())
                .contains("transfer.json does not hold what 'pi similarity --out' writes", "(file-unusable)")
                .hasLineCount(2);
    }

    private static String results(String task, double ownLong, double pi) {
        String run = """
                {"task": "%s", "method": "%s", "shots": "16", "seed": 1, "validation": 1, "test": %s, "metric": "accuracy",
                 "seconds": 1, "steps": 1, "k": %d, "expert": "lora", "parameters": 9, "pool": "full", "poolExamples": 400,
                 "poolSeed": 1, "training": "30 epochs", "poolTraining": "15 epochs", "foundation": "pi-nano", "foundationSha256": "0123", "weights": [], "neighbors": []}
                """;
        return "{\"runs\": [" + run.formatted(task, "own-long", ownLong, 0) + ", " + run.formatted(task, "pi", pi, 3)
                + "]}";
    }

    @Test
    void aWorkerThatDoesNotAnswerIsTold() {
        assertThat(pi("predict", "trec", "--text", "why ?", "--worker", "http://localhost:1"))
                .isEqualTo(FAILED);
        assertThat(err.toString()).contains("http://localhost:1", "pi up", "(worker-unreachable)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        404 | task-unknown      | 'pi experts'
        400 | request-malformed | --text, --image
        400 | picture-malformed | --image
        500 | internal-error    | as over HTTP
        """)
    void whatAWorkerRefusesIsAdvisedUponForTheCommandLine(int status, String code, String advised) throws IOException {
        byte[] body = Json.object()
                .put("code", code)
                .put("message", "It is refused.")
                .put("advice", "Do as over HTTP.")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        HttpServer worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        worker.createContext("/predict", exchange -> {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        worker.start();
        try {
            String address = "http://localhost:" + worker.getAddress().getPort();
            assertThat(pi("predict", "trec", "--text", "why ?", "--worker", address))
                    .isEqualTo(FAILED);
        } finally {
            worker.stop(0);
        }

        assertThat(err.toString())
                .startsWith("pi: It is refused.\n")
                .contains(advised, "(" + code + ")")
                .hasLineCount(2);
    }

    @Test
    void withDebugAFailureShowsWhere() {
        assertThat(pi("predict", "trec", "--text", "why ?", "--worker", "http://localhost:1", "--debug"))
                .isEqualTo(FAILED);
        assertThat(err.toString()).contains("(worker-unreachable)", "\tat io.pituning.cli");
    }

    @Test
    void theBuiltinDataSetsAreListedForScriptsToo() throws IOException {
        assertThat(pi("tasks", "--builtin", "--json")).isEqualTo(DONE);

        JsonNode document = Json.parse(out.toString());
        assertThat(document).hasSizeGreaterThan(9);
        assertThat(document.get(0).path("dataset").asText()).startsWith("builtin:");
        assertThat(document.get(0).path("labels")).isNotEmpty();
        assertThat(document.get(0).path("metric").asText()).isNotEmpty();
        assertThat(document.get(0).path("sizes").path("test").asInt()).isPositive();
    }

    @Test
    void aDataSetIsShownWithExamplesOfEachLabel() throws IOException {
        String name = firstBuiltin(Modality.VISION);
        DataSet data = BuiltinTasks.dataSet(name);
        Path sheet = folder.resolve("new/sheet.png");

        assertThat(pi("show", "builtin:" + name, "--examples", "2", "--out", sheet.toString()))
                .isEqualTo(DONE);

        assertThat(out.toString())
                .contains("instruction  " + data.info().instruction().orElse("none"))
                .contains(data.train().size() + " training")
                .endsWith("pictures: " + sheet + "\n");
        data.info().labels().forEach(label -> assertThat(out.toString())
                .containsPattern("\n +\\d+  " + label + "\\b.*\n +\\d+  " + label + "\\b"));
        assertThat(ImageIO.read(sheet.toFile()).getWidth()).isGreaterThan(300);
    }

    @Test
    void aSheetThatCannotBeWrittenIsToldWithoutAStackTrace() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("sheet.png/inside")).getParent();
        PrintStream console = System.err;
        var printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(pi("show", "builtin:" + firstBuiltin(Modality.VISION), "--out", taken.toString()))
                    .isEqualTo(FAILED);
        } finally {
            System.setErr(console);
        }

        assertThat(err.toString()).contains("sheet.png", "(file-unusable)").hasLineCount(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("\tat ");
    }

    @Test
    void aDataSetWithoutPicturesIsShownWithoutASheet() throws IOException {
        String name = firstBuiltin(Modality.LANGUAGE);

        assertThat(pi("show", "builtin:" + name, "--json")).isEqualTo(DONE);

        JsonNode document = Json.parse(out.toString());
        assertThat(document.path("examples").path(0).path("text").asText()).isNotEmpty();
        assertThat(document.has("pictures")).isFalse();
    }

    @Test
    void aTaskFolderIsShownByItsPath() throws IOException {
        taskFolder(folder, "poets");

        assertThat(pi("show", folder.toString())).isEqualTo(DONE);
        assertThat(out.toString())
                .contains("poets", "none: answers are generated", "exact-match", "a poet  who wrote it?");
    }

    private static void taskFolder(Path folder, String name) throws IOException {
        String line = "{\"text\": \"who wrote it?\", \"target\": \"a poet\"}\n";
        Files.writeString(
                folder.resolve("dataset.json"), "{\"name\": \"%s\", \"modality\": \"language\"}".formatted(name));
        for (String split : List.of("train", "validation", "test")) {
            Files.writeString(folder.resolve(split + ".jsonl"), line);
        }
    }

    @Test
    void aDataSetThatIsNotThereIsTold() {
        assertThat(pi("show", "builtin:magic")).isEqualTo(FAILED);
        assertThat(err.toString()).contains("magic", "(dataset-missing)").hasLineCount(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/nosuch", "refer-color"})
    void aFolderToBeShownThatIsNotThereIsTold(String reference) {
        assertThat(pi("show", reference)).isEqualTo(FAILED);
        assertThat(err.toString())
                .startsWith("pi: There is no folder " + reference + ".\n")
                .contains("builtin:NAME", "(dataset-missing)")
                .hasLineCount(2);
    }

    private static String firstBuiltin(Modality modality) {
        return BuiltinTasks.names().stream()
                .filter(name -> BuiltinTasks.dataSet(name).info().modality() == modality
                        && BuiltinTasks.dataSet(name).info().isClassification())
                .findFirst()
                .orElseThrow();
    }
}
