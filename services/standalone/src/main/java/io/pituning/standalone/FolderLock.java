package io.pituning.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second broker out of a folder, until it is closed or this process ends, however it ends.
 *
 * <p>Kafka has a lock of its own, but takes it only after it has opened the metadata log, and that alone makes the broker that is
 * already running on the folder loop for ever or die.
 */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "pi.lock";

    /** Of this process: to open and close a locked file once more would unlock it, for such a lock is the process's. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * @param folder an existing one
     * @throws StandaloneException {@code home-in-use}
     */
    static FolderLock take(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            throw inUse(folder);
        }
        boolean taken = false;
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            taken = channel.tryLock() != null;
            if (!taken) {
                channel.close();
                throw inUse(folder);
            }
            return new FolderLock(real, channel);
        } finally {
            if (!taken) {
                HELD.remove(real);
            }
        }
    }

    private static StandaloneException inUse(Path folder) {
        return new StandaloneException(
                "home-in-use",
                "Another 'pi up' or 'pi demo' uses the folder " + folder + ".",
                "Stop it, or name another folder with --home.");
    }

    /** Lets others in. The file stays: whoever has just opened it would otherwise lock one that is no longer in the folder. */
    @Override
    public void close() {
        try {
            channel.close();
            HELD.remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
