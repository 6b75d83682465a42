package io.pituning.worker;

import io.pituning.learning.data.Picture;
import io.pituning.learning.data.PictureFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** A picture out of a request, as a file for as long as it is needed: files are read with a limit on what a picture may claim to be. */
final class UploadedPicture implements AutoCloseable {
    private final Optional<Path> file;

    /**
     * @param base64 the picture, if the request has one
     * @throws IllegalArgumentException when it is not Base64
     */
    UploadedPicture(Optional<String> base64) {
        this.file = base64.map(Base64.getMimeDecoder()::decode).map(UploadedPicture::write);
    }

    Optional<Picture> picture() {
        return file.map(PictureFile::new);
    }

    @Override
    public void close() {
        file.ifPresent(path -> {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException("A temporary picture cannot be deleted", e);
            }
        });
    }

    private static Path write(byte[] bytes) {
        try {
            Path path = Files.createTempFile("pi-picture-", ".image");
            try {
                return Files.write(path, bytes);
            } catch (IOException e) {
                // A full disk must not fill further with every question.
                Files.deleteIfExists(path);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A temporary picture cannot be written", e);
        }
    }
}
