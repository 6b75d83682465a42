package io.pituning.workflow;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Large things that all services of a process use together, such as a foundation model: each is made once, on first use, and closed
 * when the process stops. While one is made, others can be had.
 */
public final class SharedResources implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SharedResources.class);

    private final Map<Key, CompletableFuture<AutoCloseable>> resources = new HashMap<>();

    private record Key(Class<?> type, String name) {}

    /** {@return the resource of this type and name, made by {@code make} if nobody asked for it before} */
    public <T extends AutoCloseable> T get(Class<T> type, String name, Supplier<T> make) {
        var key = new Key(type, name);
        var mine = new CompletableFuture<AutoCloseable>();
        CompletableFuture<AutoCloseable> known;
        synchronized (resources) {
            known = resources.putIfAbsent(key, mine);
        }
        if (known == null) {
            return make(key, mine, make);
        }
        try {
            return type.cast(known.join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** What cannot be made is not kept, so that the next one who asks has it tried again. */
    private <T extends AutoCloseable> T make(Key key, CompletableFuture<AutoCloseable> resource, Supplier<T> make) {
        try {
            T made = make.get();
            resource.complete(made);
            return made;
        } catch (RuntimeException | Error e) {
            synchronized (resources) {
                resources.remove(key, resource);
            }
            resource.completeExceptionally(e);
            throw e;
        }
    }

    /** Closes what is made; what is being made is closed by whoever makes it, when it is done. */
    @Override
    public void close() {
        synchronized (resources) {
            resources.forEach((key, resource) -> resource.thenAccept(made -> close(key, made)));
            resources.clear();
        }
    }

    private static void close(Key key, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warnf(e, "%s %s was not closed", key.type().getSimpleName(), key.name());
        }
    }
}
