package io.pituning.cli;

import static io.pituning.cli.PiRun.DONE;
import static io.pituning.cli.PiRun.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityCommandTest {
    @TempDir
    private Path folder;

    private final PiRun pi = new PiRun();

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

        assertThat(pi.run(
                        "similarity",
                        "--from",
                        matrices.toString(),
                        "--design",
                        design.toString(),
                        "--figures",
                        figures.toString()))
                .isEqualTo(DONE);

        assertThat(pi.out()).contains("| compared with the design |", "| full | 0.7", "| 1.000 |");
        assertThat(figures).isDirectoryContaining("glob:**matrix.svg").isDirectoryContaining("glob:**dendrogram.png");
    }

    @Test
    void aDesignThatLacksATaskIsTold() throws IOException {
        Path matrices = Files.writeString(folder.resolve("similarity.json"), """
                {"tasks": ["a", "b"], "agreements": {}, "similarities": {"full": [[1, 0.9], [0.9, 1]]}}
                """);
        Path design = Files.writeString(folder.resolve("design.json"), "{\"tasks\": [\"a\"], \"relatedness\": [[1]]}");

        assertThat(pi.run("similarity", "--from", matrices.toString(), "--design", design.toString()))
                .isEqualTo(FAILED);
        assertThat(pi.err()).contains("task b", "(design-incomplete)").hasLineCount(2);
    }

    /** The foundation model is not there either, which would be told if training began. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --design   | broken.json  | broken.json cannot be read   | (file-unusable)
        --design   | design.json  | task poets                   | (design-incomplete)
        --transfer | none.json    | none.json                    | (file-unreadable)
        --transfer | runs.json    | Transfer to poets            | (results-incomplete)
        --figures  | runs.json    | runs.json cannot be made     | (folder-unusable)
        --out      | poets        | poets cannot be written: it is a folder | (file-unusable)
        """)
    void aMistakeInAFileIsToldBeforeAnythingIsTrained(String option, String name, String told, String code)
            throws IOException {
        Files.writeString(folder.resolve("broken.json"), "{\"tasks\": [");
        Files.writeString(folder.resolve("design.json"), "{\"tasks\": [\"a\"], \"relatedness\": [[1]]}");
        Files.writeString(folder.resolve("runs.json"), "{\"runs\": []}");
        for (String task : List.of("poets", "rivers", "stars", "winds")) {
            TaskFolder.write(Files.createDirectory(folder.resolve(task)), task);
        }
        String file = folder.resolve(name).toString();

        assertThat(pi.run("similarity", "--data", folder.toString(), "--foundation", "./none", option, file))
                .isEqualTo(FAILED);

        assertThat(pi.err()).contains(told, code).hasLineCount(2);
    }

    @Test
    void similaritiesOfFewerThanFourTasksAreToldBeforeAnythingIsTrained() throws IOException {
        for (String name : List.of("poets", "rivers", "stars")) {
            TaskFolder.write(Files.createDirectory(folder.resolve(name)), name);
        }

        assertThat(pi.run("similarity", "--data", folder.toString())).isEqualTo(FAILED);
        assertThat(pi.err())
                .contains("at least 4 tasks, not 3", "(similarity-impossible)")
                .hasLineCount(2);
    }

    @Test
    void similaritiesFromAFileOfAnotherKindAreTold() throws IOException {
        Path transfer = Files.writeString(folder.resolve("transfer.json"), "{\"runs\": []}");

        assertThat(pi.run("similarity", "--from", transfer.toString())).isEqualTo(FAILED);
        assertThat(pi.err())
                .contains("transfer.json does not hold what 'pi similarity --out' writes", "(file-unusable)")
                .hasLineCount(2);
    }
}
