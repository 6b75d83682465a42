package io.pituning.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.pituning.cli.street.UserException;
import io.pituning.schemas.JsonMistake;
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

    /** What is read from a file. */
    @FunctionalInterface
    interface Reading<T> {
        T run() throws IOException;
    }

    /**
     * Makes the folder of a file, for before hours of computing.
     *
     * @throws UserException {@code file-unusable} where a folder has the file's name, {@code folder-unusable}
     */
    static void makeRoom(Path file) {
        if (Files.isDirectory(file)) {
            throw new UserException(
                    "file-unusable", "The file " + file + " cannot be written: it is a folder.", "Give another name.");
        }
        makeFolder(file.toAbsolutePath().getParent());
    }

    /** @throws UserException {@code folder-unusable} where it is not there and cannot be made */
    static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UserException(
                    "folder-unusable",
                    "The folder " + folder + " cannot be made.",
                    "Give another name, or check that no file is in its place and who may write there.",
                    e);
        }
    }

    /**
     * Reads what a command wrote.
     *
     * @throws UserException {@code file-unreadable} where there is no file to read, {@code file-unusable} where it holds something else
     */
    static <T> T read(Path file, Reading<T> reading) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UserException(
                    "file-unreadable", "There is no file " + file + " to read.", "Check the name and permissions.");
        }
        try {
            return reading.run();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /**
     * Writes.
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
                "The file " + file + " cannot be read or written: " + why(cause) + ".",
                "Give another name, or check the file's content, free space and permissions.",
                cause);
    }

    private static String why(Exception cause) {
        return cause instanceof JsonProcessingException mistake ? JsonMistake.of(mistake) : cause.getMessage();
    }
}
