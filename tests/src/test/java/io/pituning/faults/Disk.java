package io.pituning.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small disk of its own, in memory, that can be filled up and made read-only while others use it. Only root may make one: elsewhere the folder
 * lies on the disk that is there, and what needs a disk of its own is passed over.
 */
final class Disk implements AutoCloseable {
    private static final int BLOCK = 4096;

    private final Path folder;
    private final boolean own;
    private boolean covered;

    Disk(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.own = runs("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder.toString());
        // A run that is interrupted must not leave it mounted.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Leaves no byte free. */
    void fill() {
        requireOwn();
        try (OutputStream filler = Files.newOutputStream(filler())) {
            while (true) {
                filler.write(new byte[BLOCK]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    /** Gives back what {@link #fill} took. */
    void empty() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /**
     * Lets nobody write any more. The disk itself cannot be made read-only, since every service holds a lock there; what is laid over it can.
     */
    void forbidWriting() {
        requireOwn();
        assertThat(runs("mount", "--bind", folder.toString(), folder.toString()))
                .isTrue();
        covered = true;
        assertThat(runs("mount", "-o", "remount,bind,ro", folder.toString())).isTrue();
    }

    /** Takes back what {@link #forbidWriting} did. */
    void allowWriting() {
        if (covered) {
            // Lazily: somebody may be reading there.
            assertThat(runs("umount", "-l", folder.toString())).isTrue();
            covered = false;
        }
    }

    /** As it was at the beginning. */
    void restore() {
        if (own) {
            allowWriting();
            empty();
        }
    }

    private void requireOwn() {
        assumeTrue(own, "nobody but root may mount a disk here");
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (own) {
            allowWriting();
            runs("umount", folder.toString());
        }
    }
}
