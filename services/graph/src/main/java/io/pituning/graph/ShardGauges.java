package io.pituning.graph;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * How far the shards have come. A gauge is NaN on an instance that does not have what it measures.
 *
 * <p>A shard lags behind by the newest number of the sequence minus the shard's own.
 */
@Singleton
final class ShardGauges implements MeterBinder {
    private final Shards shards;
    private final int count;

    ShardGauges(Shards shards, GraphSettings settings) {
        this.shards = shards;
        this.count = settings.shards();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                        "pi.graph.sequence",
                        "Number of the graph's newest change, on the instance that has the sequence",
                        this::newest)
                .register(registry);
        for (int i = 0; i < count; i++) {
            int number = i;
            gauge(
                            "pi.graph.shard.sequence",
                            "Number of the last change that the shard has applied, on the instance that has the shard",
                            () -> taken(number))
                    .tag("shard", Integer.toString(number))
                    .register(registry);
            gauge(
                            "pi.graph.shard.lag",
                            "Changes of the graph that the shard has not applied yet, on an instance that has both the shard and the sequence",
                            () -> lag(number))
                    .tag("shard", Integer.toString(number))
                    .register(registry);
        }
    }

    private OptionalDouble newest() {
        OptionalLong newest = shards.newest();
        return newest.isPresent() ? OptionalDouble.of(newest.getAsLong()) : OptionalDouble.empty();
    }

    private OptionalDouble taken(int number) {
        return shards.running(number)
                .map(shard -> OptionalDouble.of(shard.sequence()))
                .orElseGet(OptionalDouble::empty);
    }

    private OptionalDouble lag(int number) {
        OptionalDouble taken = taken(number);
        OptionalDouble newest = newest();
        return taken.isPresent() && newest.isPresent()
                ? OptionalDouble.of(Math.max(0, newest.getAsDouble() - taken.getAsDouble()))
                : OptionalDouble.empty();
    }

    private static Gauge.Builder<Supplier<Number>> gauge(
            String name, String description, Supplier<OptionalDouble> value) {
        return Gauge.builder(name, () -> (Number) value.get().orElse(Double.NaN))
                .description(description);
    }
}
