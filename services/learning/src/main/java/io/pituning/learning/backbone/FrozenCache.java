package io.pituning.learning.backbone;

import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * What depends on frozen weights and lengths alone, computed once and kept as long as the backbone; where that is much, as with a large model
 * and texts of many lengths, the rest is computed each time.
 *
 * <p>May be used by several threads. Closed by the backbone that owns it.
 */
public final class FrozenCache implements AutoCloseable {
    /** About 1 GB of 4-byte floats; the last tensor kept may go beyond. */
    private static final long MOST_VALUES = 1L << 28;

    private final Map<Object, Tensor> kept = new ConcurrentHashMap<>();
    private final AtomicLong values = new AtomicLong();
    private final long mostValues;

    public FrozenCache() {
        this(MOST_VALUES);
    }

    FrozenCache(long mostValues) {
        this.mostValues = mostValues;
    }

    /** The tensor of that key, computed if it is not kept; one that there is no room for lives in the caller's scope. */
    public Tensor get(Object key, Supplier<Tensor> computation) {
        if (values.get() >= mostValues && !kept.containsKey(key)) {
            return computation.get();
        }
        return kept.computeIfAbsent(key, k -> {
            try (Scope scope = Scope.open()) {
                Tensor computed = scope.release(computation.get());
                values.addAndGet(LongStream.of(computed.shape()).reduce(1, Math::multiplyExact));
                return computed;
            }
        });
    }

    @Override
    public void close() {
        kept.values().forEach(Tensor::close);
        kept.clear();
    }
}
