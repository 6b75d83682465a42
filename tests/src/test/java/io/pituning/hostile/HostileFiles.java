package io.pituning.hostile;

import io.pituning.harness.StoredFolder;
import io.pituning.schemas.event.Artifact;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Data sets and artifacts as an attacker would leave them where the system reads. */
public final class HostileFiles {
    private static final int BOMB = 200_000_000;
    private static final String INFO =
            "{\"name\":\"x\",\"modality\":\"vision\",\"instruction\":\"which?\",\"labels\":[\"a\",\"b\"]}";

    private HostileFiles() {}

    /**
     * Writes data sets, each hostile in its own way; {@return their references}
     *
     * @param root an allowed data root
     * @param outside a folder with a sound data set that is not allowed
     */
    public static List<String> dataSets(Path root, Path outside) throws IOException {
        List<String> references = new ArrayList<>();
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        pictures.put("zip-bomb", zipBomb());
        pictures.put("claims-much", png(60_000, 60_000, 10));
        pictures.put("claims-too-much", png(Integer.MAX_VALUE, Integer.MAX_VALUE, 10));
        pictures.put("decompression-bomb", png(64, 5000, BOMB));
        pictures.put("too-short", png(64, 64, 10));
        pictures.put("empty", new byte[0]);
        pictures.put(
                "svg",
                "<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"
                        .getBytes(StandardCharsets.UTF_8));
        pictures.put("jpeg-of-three-bytes", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
        for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
            Path folder = dataSet(root.resolve(picture.getKey()), "x.png");
            Files.write(folder.resolve("x.png"), picture.getValue());
            references.add(folder.toUri().toString());
        }
        for (String image : List.of(
                "../../outside/x.png", outside.resolve("x.png").toString(), "\\u0000", "link.png", "../x.png")) {
            Path folder = dataSet(root.resolve("escape-" + references.size()), image);
            Files.createSymbolicLink(folder.resolve("link.png"), outside.resolve("x.png"));
            references.add(folder.toUri().toString());
        }
        for (String info : List.of(
                "",
                "[]",
                "{\"modality\":7}",
                "{\"a\":".repeat(50_000),
                "{\"modality\":\"vision\",\"labels\":{}}",
                "\u0000")) {
            Path folder = dataSet(root.resolve("info-" + references.size()), "x.png");
            Files.writeString(folder.resolve("dataset.json"), info);
            references.add(folder.toUri().toString());
        }
        Path link = Files.createSymbolicLink(root.resolve("link-out"), outside);
        references.add(link.toUri().toString());
        references.add(outside.toUri().toString());
        references.add("file:" + root + "/../" + outside.getFileName());
        references.addAll(List.of(
                "file:///etc", "builtin:../../etc", "builtin:", "file:", "s3://bucket/data", "file:///dev/zero"));
        return references;
    }

    /** Writes a sound data set: whoever reads it can learn from it. */
    public static Path soundDataSet(Path folder) throws IOException {
        dataSet(folder, "x.png");
        ImageIO.write(
                new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("x.png").toFile());
        return folder;
    }

    private static Path dataSet(Path folder, String image) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("dataset.json"), INFO);
        String line = "{\"image\":\"" + image + "\",\"target\":\"%s\"}%n";
        for (String split : List.of("train", "validation", "test")) {
            Files.writeString(folder.resolve(split + ".jsonl"), line.formatted("a") + line.formatted("b"));
        }
        return folder;
    }

    /** Puts folders into an artifact store that have the promised checksum and hold no expert. */
    public static List<Artifact> artifacts(Path store, Path genuine) throws IOException {
        List<byte[]> models = new ArrayList<>();
        models.add(new byte[0]);
        models.add(new byte[7]);
        for (long length : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 100_000_001, 1L << 32}) {
            models.add(safetensors(length, "{}", 0));
        }
        for (String header : List.of(
                "{",
                "[]",
                "{\"t\":7}",
                "{\"a\":".repeat(20_000),
                tensor("F32", "[2]", "[0,4]"),
                tensor("F32", "[4611686018427387904,4]", "[0,16]"),
                tensor("F32", "[-1]", "[0,16]"),
                tensor("F32", "[4]", "[0,1e30]"),
                tensor("F32", "[4]", "[-8,8]"),
                tensor("F32", "[4]", "[16,0]"),
                tensor("F32", "[1000000000000]", "[0,4000000000000]"),
                tensor("I64", "[2]", "[0,16]"),
                tensor("EVIL", "[4]", "[0,16]"),
                "{\"t\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]},\"u\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[8,16]}}",
                tensor("F32", "[4]", "[0,16]"))) {
            models.add(safetensors(header.length(), header, 16));
        }
        List<Artifact> artifacts = new ArrayList<>();
        for (byte[] model : models) {
            artifacts.add(store(store, genuine, "adapter_model.safetensors", model));
        }
        for (String config : List.of(
                "",
                "[]",
                "{\"peft_type\":\"../../etc\"}",
                "[".repeat(50_000),
                "{\"peft_type\":\"LORA\",\"r\":1e400}")) {
            artifacts.add(store(store, genuine, "adapter_config.json", config.getBytes(StandardCharsets.UTF_8)));
        }
        return artifacts;
    }

    private static Artifact store(Path store, Path genuine, String changed, byte[] content) throws IOException {
        Path folder = Files.createTempDirectory(store.getParent(), "made-");
        for (String file : List.of("adapter_config.json", "adapter_model.safetensors")) {
            Files.copy(genuine.resolve(file), folder.resolve(file));
        }
        Files.write(folder.resolve(changed), content);
        var stored = new StoredFolder(folder);
        Path place = store.resolve("objects").resolve(stored.sha256());
        Files.move(folder, place);
        return new Artifact(place.toUri().toString(), place.getFileName().toString(), new StoredFolder(place).bytes());
    }

    private static String tensor(String type, String shape, String offsets) {
        return "{\"t\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}".formatted(type, shape, offsets);
    }

    private static byte[] safetensors(long length, String header, int data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(json)
                .array();
    }

    private static byte[] zipBomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("x.png"));
            zeros(zip, BOMB);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    /** A PNG that claims this size and holds so many bytes of pixels, packed a thousandfold. */
    private static byte[] png(int width, int height, int pixels) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array());
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            zeros(deflater, pixels);
        }
        chunk(out, "IDAT", packed.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void zeros(OutputStream out, int count) throws IOException {
        byte[] zeros = new byte[1 << 16];
        for (int left = count; left > 0; left -= zeros.length) {
            out.write(zeros, 0, Math.min(left, zeros.length));
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
