package io.pituning.learning.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FrozenCacheTest {
    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void whatThereIsRoomForIsComputedOnceAndTheRestEachTime() {
        try (FrozenCache cache = new FrozenCache(4);
                Scope scope = Scope.open()) {
            ask(cache, "kept");
            ask(cache, "kept");
            assertThat(computed).hasValue(1);

            ask(cache, "kept too, the last that begins below the limit");
            ask(cache, "without room");
            ask(cache, "without room");
            ask(cache, "kept");
            assertThat(computed).hasValue(4);
        }
    }

    private void ask(FrozenCache cache, String key) {
        Tensor tensor = cache.get(key, () -> {
            computed.incrementAndGet();
            return Tensor.zeros(3);
        });
        assertThat(tensor.toFloats()).containsExactly(0, 0, 0);
    }
}
