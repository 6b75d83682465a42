package io.pituning.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every package says what it is for, in the main sources or, where it exists only for tests, in those. */
class PackageDocumentationTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void everyPackageHasAPackageInfoThatBeginsWithASentence() throws IOException {
        for (Path module : modules()) {
            Set<Path> documented = packages(module, true);
            assertThat(packages(module, false)).as(module.toString()).isSubsetOf(documented);
        }
    }

    @Test
    void thereAreModulesToLookAt() throws IOException {
        assertThat(modules()).hasSizeGreaterThan(2);
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> services = Files.list(ROOT.resolve("services"))) {
            return Stream.concat(top, services)
                    .filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .filter(folder -> Files.exists(folder.resolve("src")))
                    .toList();
        }
    }

    private static Set<Path> packages(Path module, boolean documented) throws IOException {
        try (Stream<Path> main = files(module.resolve("src/main/java"));
                Stream<Path> test = files(module.resolve("src/test/java"))) {
            return Stream.of(main, test)
                    .flatMap(files -> files)
                    .filter(file -> !documented || isDocumentation(file))
                    .map(file -> packageOf(module, file))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<Path> files(Path folder) throws IOException {
        return Files.exists(folder)
                ? Files.walk(folder).filter(file -> file.toString().endsWith(".java"))
                : Stream.empty();
    }

    private static boolean isDocumentation(Path file) {
        try {
            return file.endsWith("package-info.java")
                    && Files.readString(file).matches("(?s).*/\\*\\*\\s*\\*?\\s*\\S[^.]*[.:].*\\*/.*package .*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The package's folder without what comes before it: {@code src/main/java} or {@code src/test/java}. */
    private static Path packageOf(Path module, Path file) {
        Path inModule = module.relativize(file.getParent());
        return inModule.subpath(3, inModule.getNameCount());
    }
}
