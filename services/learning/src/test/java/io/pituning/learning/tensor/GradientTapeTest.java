package io.pituning.learning.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GradientTapeTest {

    @Test
    void takesTheGradientOfAPolynomial() {
        try (Scope scope = Scope.open()) {
            Tensor x = Tensor.of(new float[] {1, -2, 3}, 3);

            GradientTape.Gradient result =
                    GradientTape.of(x, p -> p.square().multiply(0.5).add(1).sum());

            assertThat(result.loss().item()).isEqualTo(10f);
            assertThat(result.gradient().toFloats()).containsExactly(1, -2, 3);
        }
    }

    /** Numbers and arrays from Java live in buffers that the engine would read after the collector freed them. */
    @Test
    void isNotDisturbedByGarbageCollectionBetweenForwardAndBackward() {
        for (int round = 0; round < 20; round++) {
            try (Scope scope = Scope.open()) {
                Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 4);

                float[] gradient = GradientTape.of(x, p -> {
                            Tensor y = p;
                            for (int i = 0; i < 50; i++) {
                                y = y.multiply(1.01).add(0.5).multiply(Tensor.of(new float[] {1, 1, 1, 1}, 4));
                            }
                            Tensor loss = y.sum();
                            churnAndCollect();
                            return loss;
                        })
                        .gradient()
                        .toFloats();

                for (float value : gradient) {
                    assertThat((double) value).isCloseTo(Math.pow(1.01, 50), within(1e-4));
                }
            }
        }
    }

    @Test
    void leavesItsParametersUnmarkedAndUnchanged() {
        try (Scope scope = Scope.open()) {
            Tensor x = Tensor.of(new float[] {2}, 1);

            GradientTape.of(x, p -> p.square().sum());
            float second = GradientTape.of(x, p -> p.square().sum()).gradient().item();

            assertThat(x.item()).isEqualTo(2f);
            assertThat(second).as("gradients do not add up over calls").isEqualTo(4f);
        }
    }

    @Test
    void refusesToBeNested() {
        try (Scope scope = Scope.open()) {
            Tensor x = Tensor.of(new float[] {1}, 1);

            assertThatIllegalStateException()
                    .isThrownBy(() -> GradientTape.of(
                            x, p -> GradientTape.of(p, q -> q.sum()).loss()));
        }
    }

    @Test
    void servesSeveralThreadsOneAfterTheOther() {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<CompletableFuture<Float>> results = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            try (Scope scope = Scope.open()) {
                                Tensor x = Tensor.of(new float[] {i}, 1);
                                return GradientTape.of(x, p -> p.square().sum())
                                        .gradient()
                                        .item();
                            }
                        },
                        threads))
                .toList();

        assertThat(results.stream().map(CompletableFuture::join)).containsExactly(0f, 2f, 4f, 6f, 8f, 10f, 12f, 14f);
        threads.shutdown();
    }

    private static void churnAndCollect() {
        for (int i = 0; i < 20; i++) {
            Tensor.of(new float[4096], 4096);
        }
        System.gc();
    }
}
