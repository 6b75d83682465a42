package io.pituning.graph;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** How the graph's own stores and topics hold a value: one byte of {@link StateVersion}, then JSON. */
final class VersionedJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private VersionedJson() {}

    /** {@return a serde that refuses what another version has written}; {@code null}, a tombstone, stays what it is. */
    static <T> Serde<T> of(Class<T> type) {
        ObjectWriter writer = MAPPER.writerFor(type);
        ObjectReader reader = MAPPER.readerFor(type);
        Serializer<T> serializer = (topic, value) -> value == null ? null : write(writer, value);
        Deserializer<T> deserializer = (topic, bytes) -> bytes == null ? null : read(reader, bytes);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    /** {@return how many bytes a text takes in JSON, without its quotes} */
    static int bytes(String text) {
        return JsonStringEncoder.getInstance().quoteAsUTF8(text).length;
    }

    private static byte[] write(ObjectWriter writer, Object value) {
        try {
            byte[] json = writer.writeValueAsBytes(value);
            byte[] versioned = new byte[json.length + 1];
            versioned[0] = StateVersion.CURRENT;
            System.arraycopy(json, 0, versioned, 1, json.length);
            return versioned;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(ObjectReader reader, byte[] bytes) {
        StateVersion.require(bytes);
        try {
            return reader.readValue(bytes, 1, bytes.length - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
