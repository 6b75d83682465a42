package io.pituning.integration;

import io.pituning.harness.EventLog;
import io.pituning.harness.RunningSystem;
import io.pituning.harness.Systems;
import io.pituning.harness.TaskPublisher;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The running system, one for all test classes, with a publisher at its beginning and a reader at its end. */
record Street(RunningSystem system, TaskPublisher tasks, EventLog events) implements AutoCloseable {

    private static Street open() {
        RunningSystem system = Systems.chosen().start(Systems.freshHome("street"));
        return new Street(
                system, new TaskPublisher(system.bootstrapServers()), new EventLog(system.bootstrapServers()));
    }

    @Override
    public void close() {
        tasks.close();
        events.close();
        system.close();
    }

    /** Gives the street to tests that ask for it; starts it for the first one; JUnit closes it after the last one. */
    static final class Provider implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().equals(Street.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(Street.class, key -> open(), Street.class);
        }
    }
}
