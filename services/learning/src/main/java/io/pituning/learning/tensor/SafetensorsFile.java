package io.pituning.learning.tensor;

import io.pituning.learning.LearningException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A safetensors file, read tensor by tensor: of a file on disk only the header and a bounded piece of one tensor are on the heap.
 *
 * <p>Files may be larger than 2 GB. Every method that reads throws {@link LearningException} {@code safetensors-malformed} where the file
 * is not what its header says, {@link UncheckedIOException} where the disk fails.
 */
public final class SafetensorsFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;
    /** 64 MB of floats: a larger tensor is put together from pieces in native memory. */
    private static final int PIECE_ELEMENTS = 1 << 24;
    /** 1 MB of floats: comparing holds a piece of either tensor. */
    private static final int COMPARED_ELEMENTS = 1 << 18;

    private final String file;
    private final Bytes bytes;
    private final SafetensorsHeader header;
    private final long dataStart;

    private SafetensorsFile(String file, Bytes bytes) throws IOException {
        this.file = file;
        this.bytes = bytes;
        if (bytes.size() < 8) {
            throw SafetensorsHeader.malformed(file, "it is shorter than its header's length field");
        }
        ByteBuffer claimed = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.read(0, claimed);
        byte[] json = new byte[SafetensorsHeader.length(file, claimed.getLong(0), bytes.size())];
        bytes.read(8, ByteBuffer.wrap(json));
        this.dataStart = 8L + json.length;
        this.header = SafetensorsHeader.parse(file, json, bytes.size() - dataStart);
    }

    /** Opens a file on disk and reads its header; {@link UncheckedIOException} if it is not readable. */
    public static SafetensorsFile open(Path path) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return new SafetensorsFile("The safetensors file " + path.getFileName(), Bytes.of(channel));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for a file whose bytes are in memory already. */
    public static SafetensorsFile of(byte[] content) {
        try {
            return new SafetensorsFile("The safetensors file", Bytes.of(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names and shapes of all tensors, those of types that cannot be read included. */
    public TensorLayout layout() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        header.entries().forEach((name, entry) -> shapes.put(name, entry.shape()));
        return new TensorLayout(shapes);
    }

    /** The free text that the file carries. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /**
     * Reads one tensor of a floating type (F64, F32, F16, BF16) as 32-bit floats.
     *
     * @return a tensor of the enclosing scope, or the caller's
     */
    public Tensor read(String name) {
        return read(name, PIECE_ELEMENTS);
    }

    /** As {@link #read(String)}, in pieces of at most so many elements. */
    Tensor read(String name, int pieceElements) {
        SafetensorsHeader.Entry entry = floating(name);
        long elements = entry.elements();
        if (elements <= pieceElements) {
            return Tensor.of(floats(name, 0, (int) elements), entry.shape());
        }
        try (Scope scope = Scope.open()) {
            List<Tensor> pieces = new ArrayList<>();
            for (long at = 0; at < elements; at += pieceElements) {
                int count = (int) Math.min(pieceElements, elements - at);
                pieces.add(Tensor.of(floats(name, at, count), count));
            }
            return scope.keep(Tensor.concat(pieces, 0).reshape(entry.shape()));
        }
    }

    /** Reads one tensor of a floating type into a Java array, row-major, without the native engine. */
    public float[] values(String name) {
        return floats(name, 0, Math.toIntExact(floating(name).elements()));
    }

    /**
     * Whether a tensor of this file holds the same values, as 32-bit floats, as one of another file or of this one; both must be of floating
     * types. Of each only a small piece is on the heap at a time.
     */
    public boolean holdsSame(String name, SafetensorsFile other, String otherName) {
        long elements = floating(name).elements();
        if (other.floating(otherName).elements() != elements) {
            return false;
        }
        for (long at = 0; at < elements; at += COMPARED_ELEMENTS) {
            int count = (int) Math.min(COMPARED_ELEMENTS, elements - at);
            if (!Arrays.equals(floats(name, at, count), other.floats(otherName, at, count))) {
                return false;
            }
        }
        return true;
    }

    private float[] floats(String name, long first, int count) {
        SafetensorsHeader.Entry entry = floating(name);
        ElementType type = ElementType.valueOf(entry.type());
        float[] values = new float[count];
        int perBuffer = BUFFER_BYTES / type.width();
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.min(count, perBuffer) * type.width()).order(ByteOrder.LITTLE_ENDIAN);
        try {
            for (int at = 0; at < count; ) {
                int some = Math.min(perBuffer, count - at);
                buffer.clear().limit(some * type.width());
                bytes.read(dataStart + entry.from() + (first + at) * type.width(), buffer);
                type.convert(buffer.flip(), values, at, some);
                at += some;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read at tensor " + name + ".", e);
        }
        return values;
    }

    private SafetensorsHeader.Entry floating(String name) {
        SafetensorsHeader.Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new IllegalArgumentException("There is no tensor named " + name + ".");
        }
        if (ElementType.named(entry.type()).filter(ElementType::floating).isEmpty()) {
            throw SafetensorsHeader.malformed(file, "tensor " + name + " has the unsupported type " + entry.type());
        }
        return entry;
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that can be read at any position. */
    private interface Bytes extends AutoCloseable {
        long size() throws IOException;

        /** Fills the buffer up to its limit. */
        void read(long position, ByteBuffer into) throws IOException;

        @Override
        void close() throws IOException;

        static Bytes of(FileChannel channel) {
            return new Bytes() {
                @Override
                public long size() throws IOException {
                    return channel.size();
                }

                @Override
                public void read(long position, ByteBuffer into) throws IOException {
                    while (into.hasRemaining()) {
                        int got = channel.read(into, position + into.position());
                        if (got < 0) {
                            throw new EOFException("The file became shorter while it was read.");
                        }
                    }
                }

                @Override
                public void close() throws IOException {
                    channel.close();
                }
            };
        }

        static Bytes of(byte[] content) {
            return new Bytes() {
                @Override
                public long size() {
                    return content.length;
                }

                @Override
                public void read(long position, ByteBuffer into) {
                    into.put(content, (int) position, into.remaining());
                }

                @Override
                public void close() {
                    // Nothing is held but the array.
                }
            };
        }
    }
}
