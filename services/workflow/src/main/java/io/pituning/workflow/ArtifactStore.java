package io.pituning.workflow;

import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Artifact;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps what the steps made: artifacts by the checksum of their content, for each finished step the event that told of it, and how far the
 * running steps are.
 *
 * <pre>
 * ROOT/objects/SHA256/…                             artifacts, each a folder of files
 * ROOT/results/TASK/REGISTRATION/STEP-INPUTS.json   the event of a finished step, byte for byte as it was sent
 * ROOT/checkpoints/TASK/REGISTRATION/STEP-INPUTS/   how far a running step is
 * </pre>
 *
 * <p>Whatever appears does so whole: it is written beside, forced to the disk and moved into place by one step. An artifact appears before
 * the event that names it. What is read is compared with its checksum first. Thread-safe; several processes may share a store.
 */
public sealed interface ArtifactStore extends AutoCloseable permits FolderStore, S3Store {
    /**
     * Opens an empty draft of a step's result, which becomes visible with {@link Draft#finish}.
     *
     * @throws StepException {@code artifact-store-unavailable}
     */
    Draft draft(StepKey key);

    /**
     * {@return the event of a step that was finished before, if there is one}; its result then counts as used now
     *
     * @throws StepException {@code artifact-store-unavailable}
     */
    Optional<byte[]> event(StepKey key);

    /**
     * {@return a folder on this machine with an artifact, whose content was compared with its checksum; nothing may be written there}
     *
     * @throws StepException {@code artifact-missing}, {@code artifact-corrupt}, {@code artifact-forbidden} for an address outside this store, or
     *     {@code artifact-store-unavailable}
     */
    Path fetch(Artifact artifact);

    /**
     * Keeps how far a running step is, in the place of what was kept before; whoever is interrupted leaves either the one or the other.
     *
     * @throws StepException {@code artifact-store-unavailable}
     */
    void saveCheckpoint(StepKey key, byte[] state);

    /**
     * {@return what was kept last of a running step, if it is there undamaged}
     *
     * @throws StepException {@code artifact-store-unavailable}
     */
    Optional<byte[]> checkpoint(StepKey key);

    /**
     * Forgets how far a step is: it is done.
     *
     * @throws StepException {@code artifact-store-unavailable}
     */
    void removeCheckpoint(StepKey key);

    /**
     * Removes artifacts that nothing names any more, the results that tell of them, checkpoints nobody came back for, and drafts of processes
     * that have ended.
     *
     * <p>Removed is only what has not been written or used since {@code before}: whoever is between writing an artifact and publishing its
     * event must be younger. Of the rest, what {@code live} names stays, and what a result names that was used since.
     *
     * @param live gives the checksums of all artifacts that an event names which can still be read; asked once, after the store was listed, so
     *     that whatever was published until then is in it
     * @param remove whether to remove it or only to say what would be
     * @throws StepException {@code artifact-store-unavailable}
     */
    Garbage collect(Instant before, Supplier<Set<String>> live, boolean remove);

    /** {@return the checksums of all artifacts in the store} */
    Set<String> artifacts();

    /** Lets go of what this process has begun and not finished. */
    @Override
    void close();

    /** The failure of a store that cannot be read or written. */
    static StepException unavailable(String what, Exception why) {
        return new StepException(
                FailureCode.ARTIFACT_STORE_UNAVAILABLE,
                what + ": " + why + ".",
                "Check that the store (pi.artifacts.root) is reachable and writable and has free space, then run 'pi retry TASK'.",
                why);
    }

    /** The failure of an artifact that is not where its event says. */
    static StepException missing(Artifact artifact) {
        return new StepException(
                FailureCode.ARTIFACT_MISSING,
                "The artifact " + artifact.uri() + " is not in the store.",
                "Check that all services use the same artifact store (pi.artifacts.root), then run 'pi retry TASK';"
                        + " if it is lost, register the task again with another seed.");
    }

    /** The failure of an artifact whose content is not what its event says. */
    static StepException corrupt(Artifact artifact) {
        return new StepException(
                FailureCode.ARTIFACT_CORRUPT,
                "The artifact " + artifact.uri() + " does not have the content that its event describes.",
                "Restore it and run 'pi retry TASK', or register the task again with another seed.");
    }

    /** The failure of an artifact whose address is none of this store's. */
    static StepException forbidden(Artifact artifact, String why) {
        return new StepException(
                FailureCode.ARTIFACT_FORBIDDEN,
                "The artifact " + artifact.uri() + " cannot be used: " + why + ".",
                "Give all services the same artifact store (pi.artifacts.root), then run 'pi retry TASK'.");
    }
}
