package io.pituning.workflow;

import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Artifact;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A folder that keeps what the steps made: for each step one folder with its artifact and the event that told of it.
 *
 * <pre>
 * ROOT/TASK/REGISTRATION/STEP-INPUTS/artifact/…    the artifact: a folder of files
 * ROOT/TASK/REGISTRATION/STEP-INPUTS/event.json    the event, byte for byte as it was sent
 * </pre>
 *
 * <p>Both appear together or not at all: they are written beside, forced to the disk and moved into place by one rename.
 */
public final class ArtifactStore {
    static final String ARTIFACT = "artifact";
    static final String EVENT = "event.json";
    private static final String DRAFTS = ".drafts";

    private final Path root;

    /** @param root the store's folder; nothing outside it is read or written */
    public ArtifactStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Opens an empty draft of a step's result, which becomes visible with {@link Draft#finish}. */
    public Draft draft(StepKey key) {
        try {
            Path draft = root.resolve(DRAFTS).resolve(UUID.randomUUID().toString());
            Files.createDirectories(draft.resolve(ARTIFACT));
            return new Draft(draft, place(key));
        } catch (IOException e) {
            throw unavailable("The artifact store " + root + " cannot be written", e);
        }
    }

    /** {@return the event of a step that was finished before, if there is one} */
    public Optional<byte[]> event(StepKey key) {
        Path event = place(key).resolve(EVENT);
        try {
            return Files.isRegularFile(event) ? Optional.of(Files.readAllBytes(event)) : Optional.empty();
        } catch (IOException e) {
            throw unavailable("The artifact store " + root + " cannot be read", e);
        }
    }

    /**
     * {@return the folder of an artifact whose content was compared with its checksum}
     *
     * @throws StepException {@code artifact-missing} or {@code artifact-corrupt}
     */
    public Path fetch(Artifact artifact) {
        Path folder = locate(artifact);
        try {
            if (!Files.isDirectory(folder)) {
                throw missing(artifact, "it is not in the store");
            }
            if (!folder.toRealPath().startsWith(root.toRealPath())) {
                throw missing(artifact, "it lies outside the artifact store");
            }
            if (!Checksum.of(folder).equals(artifact.sha256())) {
                throw new StepException(
                        FailureCode.ARTIFACT_CORRUPT,
                        "The artifact " + artifact.uri() + " does not have the content its event promised.",
                        "Delete the step's folder in the artifact store and publish the task again.");
            }
            return folder;
        } catch (IOException e) {
            throw unavailable("The artifact " + artifact.uri() + " cannot be read", e);
        }
    }

    private Path locate(Artifact artifact) {
        Path folder;
        try {
            folder = Path.of(URI.create(artifact.uri())).normalize();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw missing(artifact, "its address cannot be understood here");
        }
        if (!folder.startsWith(root)) {
            throw missing(artifact, "it lies outside the artifact store");
        }
        return folder;
    }

    private Path place(StepKey key) {
        Path place = root.resolve(key.folder()).normalize();
        if (!place.startsWith(root) || place.startsWith(root.resolve(DRAFTS))) {
            throw new IllegalArgumentException("a step's folder must lie in the store: " + key);
        }
        return place;
    }

    private static StepException missing(Artifact artifact, String why) {
        return new StepException(
                FailureCode.ARTIFACT_MISSING,
                "The artifact " + artifact.uri() + " cannot be read: " + why + ".",
                "Check that all services use the same artifact store (pi.artifacts.root), and publish the task again.");
    }

    static StepException unavailable(String what, IOException why) {
        return new StepException(
                FailureCode.ARTIFACT_STORE_UNAVAILABLE,
                what + ": " + why.getMessage() + ".",
                "Check the folder's rights and the space left on its disk, then publish the task again.",
                why);
    }
}
