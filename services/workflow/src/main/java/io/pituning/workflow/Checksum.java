package io.pituning.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * SHA-256 of bytes and of folders, and which of them a record names.
 *
 * <p>A folder's checksum runs over its files in the order of their names: name in UTF-8, a zero byte, length as eight bytes (most
 * significant first), content.
 */
public final class Checksum {
    private static final int BUFFER = 1 << 16;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private Checksum() {}

    /**
     * {@return every checksum that an event or a record names, wherever in it}
     *
     * <p>What looks like one counts, whatever the format: the graph keeps its state in records of its own.
     */
    public static Set<String> namedIn(byte[] content) {
        // It need not be text; in this encoding every byte is a character.
        return FORM.matcher(new String(content, StandardCharsets.ISO_8859_1))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    /** {@return whether a text can be a checksum} */
    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * {@return the text, which is a checksum}
     *
     * @throws IllegalArgumentException when it is none: it must not become part of a path
     */
    static String require(String text) {
        if (!isOne(text)) {
            throw new IllegalArgumentException("not a SHA-256 in 64 lower-case hex digits: " + text);
        }
        return text;
    }

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static String of(Path folder) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        for (Path file : files(folder)) {
            digest.update(name(folder, file).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(
                    ByteBuffer.allocate(Long.BYTES).putLong(Files.size(file)).array());
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** {@return the folder's size: the sum of its files' sizes} */
    static long bytes(Path folder) throws IOException {
        long sum = 0;
        for (Path file : files(folder)) {
            sum += Files.size(file);
        }
        return sum;
    }

    /** {@return the folder's files by name, in the order of their names} */
    static SortedMap<String, Path> filesByName(Path folder) throws IOException {
        SortedMap<String, Path> byName = new TreeMap<>();
        files(folder).forEach(file -> byName.put(name(folder, file), file));
        return byName;
    }

    /** Everything that is no folder: a link or a device has no content that could be compared, and reading it fails. */
    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted((a, b) -> name(folder, a).compareTo(name(folder, b)))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
