package io.pituning.faults;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Counts the cells and prints the line that scripts wait for. */
final class Tally implements TestWatcher, AfterAllCallback {
    private int passed;
    private int failed;

    @Override
    public void testSuccessful(ExtensionContext context) {
        passed++;
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        failed++;
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        failed++;
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        failed++;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.out.printf("faults: %d cells, %d passed, %d failed%n", passed + failed, passed, failed);
    }
}
