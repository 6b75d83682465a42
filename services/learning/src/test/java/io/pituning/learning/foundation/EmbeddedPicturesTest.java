package io.pituning.learning.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.backbone.Patches;
import io.pituning.learning.data.Picture;
import io.pituning.learning.tensor.Scope;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddedPicturesTest {
    /** More than go through the stem at once, and not a multiple of those. */
    private static final int MANY = 35;

    private static final int SIZE = 64;

    @Test
    void ofManyPicturesEachIsAsItIsAlone() {
        List<Picture> pictures = IntStream.range(0, MANY)
                .<Picture>mapToObj(seed -> () -> noise(seed))
                .toList();
        try (FoundationModel model = FoundationModel.load("pi-nano");
                Scope scope = Scope.open()) {
            Patches together = model.embed(pictures);

            assertThat(together.embedded().size(0)).isEqualTo(MANY);
            assertThat(together.present()).hasSize(MANY).doesNotContain(false);
            for (int picture : List.of(0, MANY / 2, MANY - 1)) {
                float[] expected =
                        model.embed(List.of(pictures.get(picture))).embedded().toFloats();
                assertThat(together.embedded().rows(picture).toFloats())
                        .usingComparatorWithPrecision(1e-4f)
                        .containsExactly(expected);
            }
        }
    }

    @Test
    void ofManyPicturesEveryPartIsTold() {
        List<Picture> pictures = IntStream.range(0, MANY)
                .<Picture>mapToObj(seed -> () -> noise(seed))
                .toList();
        AtomicInteger parts = new AtomicInteger();
        try (FoundationModel model = FoundationModel.load("pi-nano");
                Scope scope = Scope.open()) {
            model.embed(pictures, parts::incrementAndGet);
        }

        assertThat(parts).hasValueGreaterThan(1);
    }

    private static BufferedImage noise(int seed) {
        Random random = new Random(seed);
        BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                picture.setRGB(x, y, random.nextInt());
            }
        }
        return picture;
    }
}
