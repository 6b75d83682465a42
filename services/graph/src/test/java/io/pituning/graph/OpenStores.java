package io.pituning.graph;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The open stores of one stream task, for processors without a stream around them.
 *
 * @param <V> what the processors forward
 */
final class OpenStores<V> implements AutoCloseable {
    private final MockProcessorContext<String, V> context;
    private final List<StateStore> stores = new ArrayList<>();

    /** @param folder where the stores are kept */
    OpenStores(TaskId task, File folder, Set<StoreBuilder<?>> builders) {
        var properties = new Properties();
        properties.put("application.id", "open-stores");
        properties.put("bootstrap.servers", "nowhere:1");
        properties.put("default.key.serde", Serdes.String().getClass());
        context = new MockProcessorContext<>(properties, task, folder);
        for (StoreBuilder<?> builder : builders) {
            StateStore store =
                    builder.withLoggingDisabled().withCachingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
            stores.add(store);
        }
    }

    /** {@return the context that gives a processor these stores} */
    MockProcessorContext<String, V> context() {
        return context;
    }

    @Override
    public void close() {
        stores.forEach(StateStore::close);
    }
}
