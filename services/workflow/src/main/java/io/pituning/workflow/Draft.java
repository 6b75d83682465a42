package io.pituning.workflow;

import io.pituning.schemas.event.Artifact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** A step's result while it is being written; closed without {@link #finish} it leaves nothing behind. */
public final class Draft implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Draft.class);

    private final Path folder;
    private final UnaryOperator<String> address;
    private final Publication publication;
    private Optional<Artifact> artifact = Optional.empty();

    /**
     * @param folder an empty folder of its own
     * @param address gives the address an artifact with this checksum will have
     */
    Draft(Path folder, UnaryOperator<String> address, Publication publication) {
        this.folder = folder;
        this.address = address;
        this.publication = publication;
    }

    /** Writes an artifact's files into an empty folder. */
    @FunctionalInterface
    public interface Writer {
        void write(Path folder) throws IOException;
    }

    /** Makes a step's result visible: the artifact, then the event that names it. */
    @FunctionalInterface
    interface Publication {
        /**
         * @param folder the artifact's files, which may be moved away
         * @param artifact what they are; empty where the step has written none and tells of another one's
         */
        void publish(Path folder, Optional<Artifact> artifact, byte[] event);
    }

    /**
     * Lets {@code writer} write into the artifact's folder.
     *
     * @throws StepException {@code artifact-store-unavailable} when it cannot
     */
    public void write(Writer writer) {
        try {
            artifact = Optional.empty();
            writer.write(folder);
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The artifact cannot be written to " + folder, e);
        }
    }

    /** {@return the artifact as it is now, with the address it will have when the draft is finished} */
    public Artifact artifact() {
        if (artifact.isEmpty()) {
            try {
                String sha256 = Checksum.of(folder);
                artifact = Optional.of(new Artifact(address.apply(sha256), sha256, Checksum.bytes(folder)));
            } catch (IOException e) {
                throw ArtifactStore.unavailable("The artifact cannot be read again from " + folder, e);
            }
        }
        return artifact.orElseThrow();
    }

    /**
     * Makes the artifact and then the event visible.
     *
     * @throws StepException {@code artifact-store-unavailable}
     */
    void finish(byte[] event) {
        Artifact made = artifact();
        publication.publish(folder, made.bytes() > 0 ? Optional.of(made) : Optional.empty(), event);
    }

    @Override
    public void close() {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            LOG.warnf(e, "A draft was not deleted; the next start will delete it: %s", folder);
        }
    }
}
