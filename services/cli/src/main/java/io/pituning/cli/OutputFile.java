package io.pituning.cli;

import io.pituning.cli.street.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that commands write, or read what they wrote from. */
final class OutputFile {
    private OutputFile() {}

    /** What may fail on a file. */
    @FunctionalInterface
    interface Access {
        void run() throws IOException;
    }

    /** Makes the folder of a file: before hours of computing, not after. */
    static void makeRoom(Path file) {
        access(file, () -> Files.createDirectories(file.toAbsolutePath().getParent()));
    }

    /** @throws UserException {@code file-unreadable} where there is no file to read */
    static void requireReadable(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UserException(
                    "file-unreadable", "There is no file " + file + " to read.", "Check the name and permissions.");
        }
    }

    /**
     * Reads or writes.
     *
     * @throws UserException {@code file-unusable} where that fails
     */
    static void access(Path file, Access access) {
        try {
            access.run();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    static UserException unusable(Path file, Exception cause) {
        return new UserException(
                "file-unusable",
                "The file " + file + " cannot be read or written: " + cause.getMessage() + ".",
                "Give another name, or check the file's content, free space and permissions.",
                cause);
    }
}
