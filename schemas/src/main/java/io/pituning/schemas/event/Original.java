package io.pituning.schemas.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * The record a step failed on, so that it can be looked at and published again.
 *
 * @param topic topic it was read from
 * @param partition its partition
 * @param offset its offset
 * @param key its key as text; empty when it had none
 * @param value its value: text, or Base64 where it is not UTF-8; empty for a tombstone. Of a value longer than {@link #VALUE_LIMIT} bytes
 *     only the beginning is kept
 * @param encoding how {@code value} is written
 * @param bytes size of the whole value
 */
public record Original(
        String topic,
        int partition,
        long offset,
        Optional<String> key,
        Optional<String> value,
        Encoding encoding,
        int bytes) {
    /** Longest value kept, in bytes: even fully escaped in JSON it stays under Kafka's default limit of 1 MiB a record. */
    public static final int VALUE_LIMIT = 128 * 1024;

    /** How an original's value is written. */
    public enum Encoding {
        /** The value was UTF-8 and stands as it is. */
        @JsonProperty("text")
        TEXT,
        /** The value was not UTF-8 and is written in Base64. */
        @JsonProperty("base64")
        BASE64
    }

    public Original {
        Checks.text("original.topic", topic);
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(encoding, "encoding");
    }

    /** The original as it lay on the topic; bytes that are not UTF-8 are kept as Base64 (value) or replaced (key). */
    public static Original of(String topic, int partition, long offset, Optional<byte[]> key, Optional<byte[]> value) {
        Optional<String> keyText = key.map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        byte[] whole = value.orElseGet(() -> new byte[0]);
        byte[] kept = whole.length > VALUE_LIMIT ? Arrays.copyOf(whole, VALUE_LIMIT) : whole;
        Optional<String> text = utf8(whole).map(all -> new String(kept, StandardCharsets.UTF_8));
        Encoding encoding = text.isPresent() ? Encoding.TEXT : Encoding.BASE64;
        String written = text.orElseGet(() -> Base64.getEncoder().encodeToString(kept));
        return new Original(topic, partition, offset, keyText, value.map(any -> written), encoding, whole.length);
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
