package io.pituning.workflow;

import io.pituning.schemas.event.Artifact;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** An {@link ArtifactStore} in a folder, which several machines may share; nothing outside it is read or written. */
public final class FolderStore implements ArtifactStore {
    private static final Logger LOG = Logger.getLogger(FolderStore.class);
    private static final String DRAFTS = "drafts";
    /** Names the newest checkpoint in a step's folder of them. */
    private static final String NEWEST = "newest";
    /** A checkpoint's only file. */
    private static final String STATE = "state";

    private final Path root;
    private final Drafts drafts;
    private final ObjectFolder objects;
    private final FolderContents contents;

    /** @param root the store's folder; it is made when it is needed */
    public FolderStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.drafts = new Drafts(this.root.resolve(DRAFTS));
        this.objects = new ObjectFolder(this.root.resolve(FolderContents.OBJECTS), drafts);
        this.contents = new FolderContents(this.root, drafts);
    }

    @Override
    public Draft draft(StepKey key) {
        Path result = result(key);
        try {
            return new Draft(
                    drafts.create(),
                    this::address,
                    (folder, artifact, event) -> publish(folder, artifact, result, event));
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The artifact store " + root + " cannot be written", e);
        }
    }

    /** Without the slash that a folder gets once it is there: the same artifact always has the same address. */
    private String address(String sha256) {
        String address = objects.place(sha256).toUri().toString();
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private void publish(Path folder, Optional<Artifact> artifact, Path result, byte[] event) {
        try {
            if (artifact.isPresent()) {
                objects.add(folder, artifact.orElseThrow().sha256());
            }
            write(result, event);
        } catch (IOException e) {
            throw ArtifactStore.unavailable("A step's result cannot be stored in " + result, e);
        }
    }

    @Override
    public Optional<byte[]> event(StepKey key) {
        Path result = result(key);
        try {
            // Marked before it is read: the garbage collection then leaves it, or it is gone already.
            Folders.touch(result);
            return Optional.of(Files.readAllBytes(result));
        } catch (NoSuchFileException notDone) {
            return Optional.empty();
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The artifact store " + root + " cannot be read", e);
        }
    }

    @Override
    public Path fetch(Artifact artifact) {
        Path folder = locate(artifact);
        try {
            if (!Files.isDirectory(folder)) {
                throw ArtifactStore.missing(artifact);
            }
            if (!folder.toRealPath().startsWith(root.toRealPath())) {
                throw ArtifactStore.forbidden(artifact, "it lies outside the artifact store");
            }
            if (!Checksum.of(folder).equals(artifact.sha256())) {
                throw ArtifactStore.corrupt(artifact);
            }
            return folder;
        } catch (NoSuchFileException removedMeanwhile) {
            throw ArtifactStore.missing(artifact);
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The artifact " + artifact.uri() + " cannot be read", e);
        }
    }

    private Path locate(Artifact artifact) {
        Path folder;
        try {
            URI address = new URI(artifact.uri());
            if (!"file".equals(address.getScheme())) {
                throw ArtifactStore.forbidden(artifact, "this store has only file: addresses");
            }
            folder = Path.of(address).normalize();
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw ArtifactStore.forbidden(artifact, "its address cannot be understood");
        }
        if (!folder.startsWith(root)) {
            throw ArtifactStore.forbidden(artifact, "it lies outside the artifact store");
        }
        return folder;
    }

    @Override
    public void saveCheckpoint(StepKey key, byte[] state) {
        Path place = checkpoints(key);
        try {
            Path folder = drafts.create();
            try {
                Files.write(folder.resolve(STATE), state);
                String sha256 = Checksum.of(folder);
                Optional<String> before = newest(place);
                var kept = new ObjectFolder(place, drafts);
                kept.add(folder, sha256);
                write(place.resolve(NEWEST), sha256.getBytes(StandardCharsets.US_ASCII));
                if (before.isPresent() && !before.orElseThrow().equals(sha256)) {
                    kept.remove(before.orElseThrow());
                }
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw ArtifactStore.unavailable("A checkpoint cannot be stored in " + place, e);
        }
    }

    @Override
    public Optional<byte[]> checkpoint(StepKey key) {
        Path place = checkpoints(key);
        try {
            Optional<String> newest = newest(place);
            if (newest.isEmpty()) {
                return Optional.empty();
            }
            var kept = new ObjectFolder(place, drafts);
            if (!kept.holds(newest.orElseThrow())) {
                LOG.warnf("The checkpoint in %s is damaged: the step starts from the beginning", place);
                return Optional.empty();
            }
            return Optional.of(
                    Files.readAllBytes(kept.place(newest.orElseThrow()).resolve(STATE)));
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The checkpoint in " + place + " cannot be read", e);
        }
    }

    @Override
    public void removeCheckpoint(StepKey key) {
        Path place = checkpoints(key);
        try {
            Files.deleteIfExists(place.resolve(NEWEST));
            Folders.delete(place);
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The checkpoint in " + place + " cannot be removed", e);
        }
    }

    private static Optional<String> newest(Path place) throws IOException {
        try {
            return Optional.of(Files.readString(place.resolve(NEWEST))).filter(Checksum::isOne);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Writes a small file whole, or leaves what was there before. */
    private void write(Path place, byte[] content) throws IOException {
        Path folder = drafts.create();
        try {
            Path file = Files.write(folder.resolve("content"), content);
            Folders.force(folder);
            Folders.moveInto(file, place);
        } finally {
            Folders.delete(folder);
        }
    }

    private Path result(StepKey key) {
        Path folder = inside(FolderContents.RESULTS, key);
        return folder.resolveSibling(folder.getFileName() + ".json");
    }

    private Path checkpoints(StepKey key) {
        return inside(FolderContents.CHECKPOINTS, key);
    }

    private Path inside(String part, StepKey key) {
        Path place = root.resolve(part).resolve(key.folder()).normalize();
        if (!place.startsWith(root.resolve(part)) || Files.isSymbolicLink(place)) {
            throw new IllegalArgumentException("a step's folder must lie in the store: " + key);
        }
        return place;
    }

    @Override
    public Garbage collect(Instant before, Supplier<Set<String>> live, boolean remove) {
        try {
            Garbage garbage = new GarbageCollection(contents).collect(before, live, remove);
            if (remove) {
                drafts.sweep();
            }
            return garbage;
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The artifact store " + root + " cannot be cleaned up", e);
        }
    }

    @Override
    public Set<String> artifacts() {
        try {
            return contents.artifacts().stream()
                    .map(GarbageCollection.Item::name)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The artifact store " + root + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        drafts.close();
    }
}
