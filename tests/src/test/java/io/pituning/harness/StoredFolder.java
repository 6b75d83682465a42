package io.pituning.harness;

import io.pituning.schemas.event.Artifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * An artifact's folder as it really lies on the disk.
 *
 * <p>Hash and size are computed here once more, after the contract's words and not by the services' code: over the files in the order of
 * their names, each as name in UTF-8, a zero byte, length as eight bytes, content.
 */
public record StoredFolder(Path folder) {

    /** The folder an event tells of. */
    public static StoredFolder of(Artifact artifact) {
        return new StoredFolder(Path.of(URI.create(artifact.uri())));
    }

    /** {@return its files by name} */
    public List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(this::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long bytes() {
        return files().stream().mapToLong(file -> content(file).length).sum();
    }

    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files()) {
                byte[] content = content(file);
                digest.update(name(file).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(
                        ByteBuffer.allocate(Long.BYTES).putLong(content.length).array());
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** {@return whether the folder is there with exactly the promised content} */
    public boolean keeps(Artifact promise) {
        return Files.isDirectory(folder) && bytes() == promise.bytes() && sha256().equals(promise.sha256());
    }

    private String name(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
