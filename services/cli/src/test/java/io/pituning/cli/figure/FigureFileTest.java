package io.pituning.cli.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.experiment.Dendrogram;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureFileTest {
    private static final List<String> TASKS = List.of("rune-clan", "same-meaning", "fabric-use");
    private static final double[][] SIMILARITY = {{1, 0.2, 0.9}, {0.2, 1, 0.3}, {0.9, 0.3, 1}};

    @TempDir
    private Path folder;

    @Test
    void isWrittenInFormatsThatItsNameTells() {
        assertThat(Stream.of("a.svg", "a.PNG", "a.pdf", "svg").map(Path::of))
                .extracting(FigureFile::canWrite)
                .containsExactly(true, true, false, false);
    }

    @Test
    void aMatrixIsDarkestForTheMostSimilarPairAndFollowsTheOrder() throws IOException {
        Path one = folder.resolve("one.svg");
        Path other = folder.resolve("other.svg");

        new MatrixFigure(TASKS, SIMILARITY, List.of(0, 2, 1)).write(one);
        new MatrixFigure(TASKS, SIMILARITY, List.of(0, 1, 2)).write(other);

        String darkest = "rgb(8,48,107)";
        assertThat(Pattern.compile("fill:" + Pattern.quote(darkest))
                        .matcher(Files.readString(one))
                        .results())
                .as("the pair and its mirror")
                .hasSize(2);
        assertThat(Files.readString(one)).isNotEqualTo(Files.readString(other));
    }

    @Test
    void aDendrogramHasThreeLinesForEachJoin() throws IOException {
        Path file = folder.resolve("tree.svg");

        new DendrogramFigure(TASKS, Dendrogram.averageLinkage(SIMILARITY)).write(file);

        String lines = Files.readString(file);
        int joins = 2;
        int ticks = 5;
        assertThat(Pattern.compile("<line ").matcher(lines).results()).hasSize(3 * joins + ticks);
    }

    @Test
    void bothArePicturesToo() throws IOException {
        Path matrix = folder.resolve("matrix.png");
        Path tree = folder.resolve("tree.png");

        new MatrixFigure(TASKS, SIMILARITY, List.of(0, 1, 2)).write(matrix);
        new DendrogramFigure(TASKS, Dendrogram.averageLinkage(SIMILARITY)).write(tree);

        BufferedImage picture = ImageIO.read(matrix.toFile());
        assertThat(picture.getWidth()).isEqualTo(picture.getHeight());
        assertThat(ImageIO.read(tree.toFile()).getWidth()).isGreaterThan(300);
    }
}
