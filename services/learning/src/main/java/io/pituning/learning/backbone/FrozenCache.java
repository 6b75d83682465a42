package io.pituning.learning.backbone;

import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What depends on frozen weights and lengths alone, computed once and kept as long as the backbone.
 *
 * <p>May be used by several threads. Closed by the backbone that owns it.
 */
public final class FrozenCache implements AutoCloseable {
    private final Map<Object, Tensor> kept = new ConcurrentHashMap<>();

    /** The tensor of that key, computed if it is asked for the first time. */
    public Tensor get(Object key, Supplier<Tensor> computation) {
        return kept.computeIfAbsent(key, k -> {
            try (Scope scope = Scope.open()) {
                return scope.release(computation.get());
            }
        });
    }

    @Override
    public void close() {
        kept.values().forEach(Tensor::close);
        kept.clear();
    }
}
