package io.pituning.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The learning core knows no other module, so its failure codes are texts: here they meet the catalogue. */
class FailureCatalogueTest {
    private static final Path LEARNING = Path.of("../services/learning/src/main/java");
    private static final Pattern THROWN = Pattern.compile("new LearningException\\(\\s*\"([^\"]+)\"");

    @Test
    void everyCodeTheLearningCoreThrowsIsInTheCatalogue() throws IOException {
        try (Stream<Path> files = Files.walk(LEARNING)) {
            Set<String> thrown = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> THROWN.matcher(read(file)).results())
                    .map((MatchResult match) -> match.group(1))
                    .collect(Collectors.toSet());

            assertThat(thrown)
                    .contains(FailureCode.DATASET_MISSING.code())
                    .allSatisfy(
                            code -> assertThat(FailureCode.named(code)).as(code).isPresent());
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
