package io.pituning.workflow;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Where this process writes what is not finished.
 *
 * <pre>
 * FOLDER/PROCESS/…      drafts, each a folder of its own
 * FOLDER/PROCESS.lock   locked as long as the process lives
 * </pre>
 *
 * <p>The operating system lets go of the lock however the process ends, so the next one to start here knows what nobody will finish.
 */
final class Drafts implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Drafts.class);
    private static final String LOCK = ".lock";

    /** Of this process: to open and close its lock's file once more would let go of the lock, for that is the process's. */
    private static final Set<String> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private Optional<Own> own = Optional.empty();

    private record Own(Path folder, FileChannel lock) {}

    Drafts(Path folder) {
        this.folder = folder;
    }

    /** {@return a new empty folder} */
    Path create() throws IOException {
        return Files.createDirectory(own().resolve(UUID.randomUUID().toString()));
    }

    private synchronized Path own() throws IOException {
        if (own.isPresent() && !Files.isDirectory(own.orElseThrow().folder())) {
            // Taken away by somebody, and the lock's file with it: only under a new name nobody takes it for left over.
            close();
        }
        if (own.isEmpty()) {
            sweep();
            String name = UUID.randomUUID().toString();
            Files.createDirectories(folder);
            HELD.add(name);
            try {
                own = Optional.of(begin(name));
            } finally {
                if (own.isEmpty()) {
                    HELD.remove(name);
                }
            }
        }
        return own.orElseThrow().folder();
    }

    private Own begin(String name) throws IOException {
        FileChannel lock = FileChannel.open(lockOf(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            // Locked before the folder is there: whoever sees the folder sees the lock.
            lock.lock();
            return new Own(Files.createDirectory(folder.resolve(name)), lock);
        } catch (IOException e) {
            lock.close();
            Files.deleteIfExists(lockOf(name));
            throw e;
        }
    }

    /** Deletes what processes that live no longer have left. */
    void sweep() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> owners;
        try (Stream<Path> all = Files.list(folder)) {
            owners = all.filter(Files::isDirectory)
                    .filter(owner -> !HELD.contains(owner.getFileName().toString()))
                    .toList();
        }
        for (Path owner : owners) {
            sweep(owner);
        }
    }

    private void sweep(Path owner) throws IOException {
        Path lock = lockOf(owner.getFileName().toString());
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock locked = channel.tryLock()) {
            if (locked != null) {
                LOG.infof("Deleting the drafts of a process that has ended: %s", owner);
                Folders.delete(owner);
                Files.deleteIfExists(lock);
            }
        } catch (OverlappingFileLockException sweptAlready) {
            LOG.tracef("Another thread deletes %s", owner);
        }
    }

    private Path lockOf(String process) {
        return folder.resolve(process + LOCK);
    }

    @Override
    public synchronized void close() {
        own.ifPresent(mine -> {
            String name = mine.folder().getFileName().toString();
            try (FileChannel lock = mine.lock()) {
                Folders.delete(mine.folder());
                Files.deleteIfExists(lockOf(name));
            } catch (IOException e) {
                LOG.warnf(e, "Drafts were not deleted; the next start will delete them: %s", mine.folder());
            }
            HELD.remove(name);
        });
        own = Optional.empty();
    }
}
