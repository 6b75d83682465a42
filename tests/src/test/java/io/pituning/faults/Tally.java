package io.pituning.faults;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Counts the cells of all classes and prints the line that scripts wait for when the last one has ended. */
final class Tally implements TestWatcher {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Tally.class);

    @Override
    public void testSuccessful(ExtensionContext context) {
        counts(context).passed.incrementAndGet();
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        counts(context).failed.incrementAndGet();
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        counts(context).failed.incrementAndGet();
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        counts(context).failed.incrementAndGet();
    }

    private static Counts counts(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Counts.class, type -> new Counts(), Counts.class);
    }

    /** Closed by the framework with the root's store: after all classes. */
    private static final class Counts implements AutoCloseable {
        private final AtomicInteger passed = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();

        @Override
        public void close() {
            int cells = passed.get() + failed.get();
            System.out.printf("faults: %d cells, %d passed, %d failed%n", cells, passed.get(), failed.get());
        }
    }
}
