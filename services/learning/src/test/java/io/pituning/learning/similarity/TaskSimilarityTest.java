package io.pituning.learning.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.LearningException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskSimilarityTest {

    @Test
    void isOneForTheSameVector() {
        TaskVector vector = vector("a", 1, 2, 3);

        assertThat(TaskSimilarity.between(vector, vector)).isCloseTo(1, within(1e-6));
    }

    @Test
    void isSymmetric() {
        TaskVector one = vector("a", 1, 2, 3);
        TaskVector other = vector("a", 3, 0, 1);

        assertThat(TaskSimilarity.between(one, other)).isEqualTo(TaskSimilarity.between(other, one));
    }

    @Test
    void isZeroForVectorsThatShareNothing() {
        assertThat(TaskSimilarity.between(vector("a", 1, 0), vector("a", 0, 1))).isZero();
        assertThat(TaskSimilarity.between(vector("a", 1), vector("b", 1))).isZero();
        assertThat(TaskSimilarity.between(vector("a", 0, 0), vector("a", 1, 1))).isZero();
    }

    @Test
    void leavesOutATensorThatIsZeroOnOneSide() {
        NamedVector zero = new NamedVector("z", new int[] {1}, new float[] {0});
        TaskVector one = new TaskVector(List.of(vector("a", 1, 2).tensors().get(0), zero));
        TaskVector other = vector("a", 1, 2);

        assertThat(TaskSimilarity.between(one, other)).isCloseTo(1, within(1e-6));
    }

    @Test
    void byThePlainCosineIsThatOfTheVectorsAsTheyAre() {
        assertThat(TaskSimilarity.between(vector("a", 3, 4), vector("a", 4, 3), Similarity.COSINE))
                .isCloseTo(0.96, within(1e-9));
        assertThat(TaskSimilarity.between(vector("a", 1e-20f, 0), vector("a", 1e-20f, 0), Similarity.COSINE))
                .as("tiny values do not vanish")
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void ofAllPairsIsSymmetricAndOneOnTheDiagonal() {
        double[][] matrix = TaskSimilarity.matrix(List.of(vector("a", 1, 2), vector("a", 2, 1), vector("a", 0, 1)));

        for (int i = 0; i < 3; i++) {
            assertThat(matrix[i][i]).isEqualTo(1);
            for (int j = 0; j < 3; j++) {
                assertThat(matrix[i][j]).isBetween(0.0, 1.0).isEqualTo(matrix[j][i]);
            }
        }
    }

    @Test
    void refusesAStoredVectorThatIsNoFisherInformation(@TempDir Path folder) throws IOException {
        for (float wrong : new float[] {-1, Float.NaN, Float.POSITIVE_INFINITY}) {
            Path file = folder.resolve("vector.safetensors");
            vector("a", 1, wrong).write(file);

            assertThatThrownBy(() -> TaskVector.read(file))
                    .isInstanceOfSatisfying(
                            LearningException.class, e -> assertThat(e.code()).isEqualTo("safetensors-malformed"));
        }
    }

    @Test
    void poolsRows() {
        NamedVector matrix = new NamedVector("m", new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6});

        assertThat(matrix.pooled(Pooling.ROW).values()).containsExactly(2, 5);
        assertThat(matrix.pooled(Pooling.ROW).shape()).containsExactly(2);
    }

    @Test
    void poolsBlocksOfRowsColumnByColumn() {
        NamedVector matrix = new NamedVector("m", new int[] {5, 4}, new float[] {
            1, 2, 3, 4, //
            3, 4, 5, 6, //
            7, 7, 7, 7, //
            9, 9, 9, 9, //
            5, 6, 7, 8
        });

        assertThat(matrix.pooled(Pooling.BLOCK).shape()).containsExactly(3, 4);
        assertThat(matrix.pooled(Pooling.BLOCK).values()).containsExactly(2, 3, 4, 5, 8, 8, 8, 8, 5, 6, 7, 8);
    }

    private static TaskVector vector(String name, float... values) {
        return new TaskVector(List.of(new NamedVector(name, new int[] {values.length}, values)));
    }
}
