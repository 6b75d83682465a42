package io.pituning.workflow;

import io.pituning.schemas.event.Artifact;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A step's result while it is being written; closed without {@link #finish} it leaves nothing behind. */
public final class Draft implements AutoCloseable {
    private final Path draft;
    private final Path place;

    Draft(Path draft, Path place) {
        this.draft = draft;
        this.place = place;
    }

    private Path folder() {
        return draft.resolve(ArtifactStore.ARTIFACT);
    }

    /** Writes an artifact's files into an empty folder. */
    @FunctionalInterface
    public interface Writer {
        void write(Path folder) throws IOException;
    }

    /**
     * Lets {@code writer} write into the artifact's folder.
     *
     * @throws StepException {@code artifact-store-unavailable} when it cannot
     */
    public void write(Writer writer) {
        try {
            writer.write(folder());
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The artifact for " + place + " cannot be written", e);
        }
    }

    /** {@return the artifact as it is now, with the address it will have when the draft is finished} */
    public Artifact artifact() {
        try {
            String uri = place.resolve(ArtifactStore.ARTIFACT).toUri().toString();
            return new Artifact(uri, Checksum.of(folder()), Checksum.bytes(folder()));
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The artifact in " + folder() + " cannot be read", e);
        }
    }

    /** Makes artifact and event visible, both at once; what another try left in the same place is replaced. */
    void finish(byte[] event) {
        try {
            Files.write(draft.resolve(ArtifactStore.EVENT), event);
            for (Path file : Checksum.files(draft)) {
                force(file, StandardOpenOption.WRITE);
            }
            force(folder(), StandardOpenOption.READ);
            force(draft, StandardOpenOption.READ);
            Files.createDirectories(place.getParent());
            moveIntoPlace();
            force(place.getParent(), StandardOpenOption.READ);
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The artifact cannot be stored in " + place, e);
        }
    }

    @Override
    public void close() {
        delete(draft);
    }

    /** What cannot be used again (corrupt) may lie there; a folder that is not empty cannot be replaced by one rename. */
    private void moveIntoPlace() throws IOException {
        if (Files.exists(place)) {
            Path old = draft.resolveSibling(draft.getFileName() + ".old");
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
            delete(old);
        }
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> leavesFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : leavesFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The folder " + folder + " cannot be deleted", e);
        }
    }
}
