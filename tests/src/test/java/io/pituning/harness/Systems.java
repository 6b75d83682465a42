package io.pituning.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The form of the system that the integration tests run on: in containers' reach the five services apart on a broker in a container,
 * elsewhere all in one process. {@code -Dpi.tests.system=standalone|separate|containers} chooses by hand.
 */
public enum Systems {
    /** {@code pi up}: one process, embedded broker. */
    STANDALONE {
        @Override
        public RunningSystem start(Path home) {
            return StandaloneSystem.start(home);
        }
    },
    /** Five processes, the embedded broker in this one. */
    SEPARATE {
        @Override
        public RunningSystem start(Path home) {
            return SeparateSystem.start(Broker.embedded(home.resolve("kafka")), home);
        }
    },
    /** Five processes, the broker in a container. */
    CONTAINERS {
        @Override
        public RunningSystem start(Path home) {
            return SeparateSystem.start(Broker.inContainer(), home);
        }
    };

    private static final String PROPERTY = "pi.tests.system";

    /** Starts it with an empty home; returns when it is ready. */
    public abstract RunningSystem start(Path home);

    /** {@return the form that fits this machine} */
    public static Systems chosen() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
                .orElseGet(() -> Broker.containersWork() ? CONTAINERS : STANDALONE);
    }

    /** {@return a new empty folder under this module's build folder, kept after the tests so that one can look into it} */
    public static Path freshHome(String name) {
        try {
            Path parent = Files.createDirectories(Path.of("target", "systems").toAbsolutePath());
            return Files.createTempDirectory(parent, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
