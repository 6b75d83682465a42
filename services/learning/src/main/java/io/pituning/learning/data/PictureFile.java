package io.pituning.learning.data;

import io.pituning.learning.LearningException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A JPEG or PNG file.
 *
 * @param file path of the file
 */
public record PictureFile(Path file) implements Picture {
    /** Largest width and largest height, in pixels. */
    public static final int LARGEST_SIDE = 4096;

    private static final Set<String> FORMATS = Set.of("jpeg", "jpg", "png");

    @Override
    public BufferedImage read() {
        // Two resources: an image stream that is closed leaves the stream below it open.
        try (InputStream stream = Files.newInputStream(file);
                ImageInputStream input = new MemoryCacheImageInputStream(stream)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                try {
                    if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                        return read(reader, input);
                    }
                } finally {
                    reader.dispose();
                }
            }
        } catch (IOException | RuntimeException failure) {
            if (failure instanceof LearningException known) {
                throw known;
            }
            // A damaged file makes the decoders throw unchecked exceptions too.
            throw malformed("cannot be decoded", failure);
        }
        throw malformed("is neither JPEG nor PNG", new IOException("no decoder"));
    }

    /**
     * The bytes of the file.
     *
     * @throws LearningException {@code dataset-malformed} when it cannot be read
     */
    public byte[] content() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw malformed("cannot be read", failure);
        }
    }

    private BufferedImage read(ImageReader reader, ImageInputStream input) throws IOException {
        reader.setInput(input, true, true);
        // From the header alone: a small file can claim a picture that would not fit into memory.
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
            throw malformed(
                    "has " + width + " × " + height + " pixels; at most " + LARGEST_SIDE + " × " + LARGEST_SIDE
                            + " are allowed",
                    new IOException("picture too large"));
        }
        return reader.read(0);
    }

    private LearningException malformed(String what, Throwable cause) {
        return new LearningException(
                "dataset-malformed",
                "The picture " + file + " " + what + ".",
                "Replace it with a JPEG or PNG file.",
                cause);
    }
}
