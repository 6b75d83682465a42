package io.pituning.schemas.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The record a step failed on, so that it can be looked at and published again.
 *
 * @param topic topic it was read from
 * @param partition its partition
 * @param offset its offset
 * @param key its key as text; empty when it had none. Of a key longer than {@link #KEY_LIMIT} bytes only the beginning is kept
 * @param headers its headers in their order, as many as {@link #HEADERS_LIMIT} bytes hold; empty when it had none
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
        Optional<List<Header>> headers,
        Optional<String> value,
        Encoding encoding,
        int bytes) {
    /** Longest value kept, in bytes: even with everything in JSON's longest escapes a failure stays under Kafka's default limit of 1 MiB a record. */
    public static final int VALUE_LIMIT = 128 * 1024;

    /** Longest key kept, in bytes; no task's name comes near it. */
    public static final int KEY_LIMIT = 1024;

    /** How much is kept of the headers' names and values together, in bytes. */
    public static final int HEADERS_LIMIT = 16 * 1024;

    /** How bytes are written. */
    public enum Encoding {
        /** They were UTF-8 and stand as they are. */
        @JsonProperty("text")
        TEXT,
        /** They were not UTF-8 and are written in Base64. */
        @JsonProperty("base64")
        BASE64;

        private byte[] decode(String text) {
            return this == BASE64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * One header of a record.
     *
     * @param name its name
     * @param value its value; empty when it had none
     * @param encoding how {@code value} is written
     */
    public record Header(String name, Optional<String> value, Encoding encoding) {
        public Header {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(encoding, "encoding");
        }

        /** A header with these bytes as its value. */
        public static Header of(String name, Optional<byte[]> value) {
            Written written = Written.of(value.orElseGet(() -> new byte[0]), Integer.MAX_VALUE);
            return new Header(name, value.map(any -> written.text()), written.encoding());
        }

        /** The bytes of its value. */
        public Optional<byte[]> bytes() {
            return value.map(text -> encoding.decode(text));
        }

        private int size() {
            return name.length() + value.map(String::length).orElse(0);
        }
    }

    /** Bytes as text. */
    private record Written(String text, Encoding encoding) {
        static Written of(byte[] whole, int limit) {
            byte[] kept = whole.length > limit ? Arrays.copyOf(whole, limit) : whole;
            return utf8(whole)
                    ? new Written(new String(kept, StandardCharsets.UTF_8), Encoding.TEXT)
                    : new Written(Base64.getEncoder().encodeToString(kept), Encoding.BASE64);
        }

        private static boolean utf8(byte[] bytes) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                return true;
            } catch (CharacterCodingException e) {
                return false;
            }
        }
    }

    public Original {
        Checks.text("original.topic", topic);
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(encoding, "encoding");
    }

    /** The original as it lay on the topic; bytes that are not UTF-8 are kept as Base64 (value, headers) or replaced (key). */
    public static Original of(
            String topic,
            int partition,
            long offset,
            Optional<byte[]> key,
            List<Header> headers,
            Optional<byte[]> value) {
        byte[] whole = value.orElseGet(() -> new byte[0]);
        Written written = Written.of(whole, VALUE_LIMIT);
        return new Original(
                topic,
                partition,
                offset,
                key.map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, KEY_LIMIT)))
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8)),
                Optional.of(fitting(headers)).filter(kept -> !kept.isEmpty()),
                value.map(any -> written.text()),
                written.encoding(),
                whole.length);
    }

    /** The bytes of its value as far as they were kept; empty for a tombstone. */
    public Optional<byte[]> valueBytes() {
        return value.map(encoding::decode);
    }

    /** Whether all of its value was kept. */
    @JsonIgnore
    public boolean isWhole() {
        return bytes <= VALUE_LIMIT;
    }

    private static List<Header> fitting(List<Header> headers) {
        List<Header> kept = new ArrayList<>();
        int left = HEADERS_LIMIT;
        for (Header header : headers) {
            left -= header.size();
            if (left < 0) {
                break;
            }
            kept.add(header);
        }
        return List.copyOf(kept);
    }
}
