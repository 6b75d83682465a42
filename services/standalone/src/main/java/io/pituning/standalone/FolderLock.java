package io.pituning.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second broker out of a folder, until it is closed or this process ends, however it ends.
 *
 * <p>Kafka has a lock of its own, but takes it only after it has opened the metadata log, and that alone makes the broker that is
 * already running on the folder loop for ever or die.
 */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "pi.lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @param folder an existing one
     * @throws StandaloneException {@code home-in-use}
     */
    static FolderLock take(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            // Not taken.
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        if (!taken) {
            throw new StandaloneException(
                    "home-in-use",
                    "Another 'pi up' or 'pi demo' uses the folder " + folder + ".",
                    "Stop it, or name another folder with --home.");
        }
        return new FolderLock(channel);
    }

    /** Lets others in. The file stays: whoever has just opened it would otherwise lock one that is no longer in the folder. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
