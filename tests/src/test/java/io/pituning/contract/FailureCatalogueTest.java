package io.pituning.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Failure codes that stand in the code as texts meet the catalogue: the learning core knows no other module, the command has some of its own. */
class FailureCatalogueTest {
    private static final Path LEARNING = Path.of("../services/learning/src/main/java");
    private static final Pattern TOLD = Pattern.compile("new (?:UserException|StandaloneException)\\(\\s*\"([^\"]+)\"");
    private static final Pattern THROWN = Pattern.compile("new LearningException\\(\\s*\"([^\"]+)\"");

    @Test
    void everyCodeTheLearningCoreThrowsIsInTheCatalogueOrInTheCommandsReadme() throws IOException {
        String readme = Files.readString(Path.of("../services/cli/README.md"));
        try (Stream<Path> files = Files.walk(LEARNING)) {
            Set<String> thrown = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> THROWN.matcher(read(file)).results())
                    .map((MatchResult match) -> match.group(1))
                    .collect(Collectors.toSet());

            assertThat(thrown).contains(FailureCode.DATASET_MISSING.code()).allSatisfy(code -> assertThat(
                            FailureCode.named(code).isPresent() || readme.contains("`" + code + "`"))
                    .as(code)
                    .isTrue());
        }
    }

    @Test
    void everyCodeTheCommandTellsIsInTheCatalogueOrInItsReadme() throws IOException {
        String readme = Files.readString(Path.of("../services/cli/README.md"));
        for (String module : List.of("cli", "standalone")) {
            try (Stream<Path> files = Files.walk(Path.of("../services", module, "src/main/java"))) {
                Set<String> told = files.filter(file -> file.toString().endsWith(".java"))
                        .flatMap(file -> TOLD.matcher(read(file)).results())
                        .map((MatchResult match) -> match.group(1))
                        .collect(Collectors.toSet());

                assertThat(told).isNotEmpty().allSatisfy(code -> assertThat(
                                FailureCode.named(code).isPresent() || readme.contains("`" + code + "`"))
                        .as(code)
                        .isTrue());
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
