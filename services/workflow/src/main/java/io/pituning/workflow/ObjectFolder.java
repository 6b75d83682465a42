package io.pituning.workflow;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Folders of files that are named by the checksum of their content. */
final class ObjectFolder {
    private final Path root;
    private final Drafts drafts;

    /** @param drafts on the same disk, so that moving is one rename */
    ObjectFolder(Path root, Drafts drafts) {
        this.root = root;
        this.drafts = drafts;
    }

    /** {@return where the folder with this content lies, or would lie} */
    Path place(String sha256) {
        return root.resolve(Checksum.require(sha256));
    }

    /** {@return whether the folder is there with exactly this content} */
    boolean holds(String sha256) throws IOException {
        Path place = place(sha256);
        return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
                && Checksum.of(place).equals(sha256);
    }

    /** Moves a folder to where its checksum says; what is damaged there is replaced. */
    void add(Path folder, String sha256) throws IOException {
        Path place = place(sha256);
        // Marked before it is looked at: the garbage collection then leaves it, or it is gone already.
        if (Files.isDirectory(place)) {
            Folders.touch(place);
        }
        if (holds(sha256)) {
            return;
        }
        Folders.force(folder);
        try {
            Folders.moveInto(folder, place);
        } catch (FileSystemException occupied) {
            // What somebody else has put there meanwhile is as good, and may be in use already.
            if (!holds(sha256)) {
                replaceDamaged(folder, place, sha256);
            }
        }
    }

    private void replaceDamaged(Path folder, Path place, String sha256) throws IOException {
        removeDamaged(place);
        try {
            Folders.moveInto(folder, place);
        } catch (FileSystemException occupied) {
            if (!holds(sha256)) {
                throw occupied;
            }
        }
    }

    /** Deletes a folder; readers see it whole or not at all. */
    void remove(String sha256) throws IOException {
        removeDamaged(place(sha256));
    }

    private void removeDamaged(Path place) throws IOException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            Path aside = drafts.create();
            Folders.moveInto(place, aside.resolve("removed"));
            Folders.delete(aside);
        }
    }
}
