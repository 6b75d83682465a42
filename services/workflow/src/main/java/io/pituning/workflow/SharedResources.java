package io.pituning.workflow;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Large things that all services of a process use together, such as a foundation model: each is made once, on first use, and closed
 * when the process stops.
 */
public final class SharedResources implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SharedResources.class);

    private final Map<Key, AutoCloseable> resources = new HashMap<>();

    private record Key(Class<?> type, String name) {}

    /** {@return the resource of this type and name, made by {@code make} if nobody asked for it before} */
    public synchronized <T extends AutoCloseable> T get(Class<T> type, String name, Supplier<T> make) {
        return type.cast(resources.computeIfAbsent(new Key(type, name), key -> make.get()));
    }

    @Override
    public synchronized void close() {
        resources.forEach((key, resource) -> {
            try {
                resource.close();
            } catch (Exception e) {
                LOG.warnf(e, "%s %s was not closed", key.type().getSimpleName(), key.name());
            }
        });
        resources.clear();
    }
}
