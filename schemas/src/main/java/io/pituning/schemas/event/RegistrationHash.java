package io.pituning.schemas.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The content hash of a registration. */
final class RegistrationHash {
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** Parts of {@code interpolation} that an earlier version did not have: only another value than the default makes another registration. */
    private static final List<String> ADDED_LATER = List.of("start", "train", "compress");

    private RegistrationHash() {}

    static String of(TaskRegistered request) {
        try {
            // Through maps, because only map entries are sorted whatever way a record is created.
            Map<String, Object> tree = CANONICAL.convertValue(request, TREE);
            tree.put("interpolation", interpolation(request.interpolation()));
            byte[] canonical = CANONICAL.writeValueAsBytes(tree);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("every registration can be hashed", e);
        }
    }

    private static Map<String, Object> interpolation(InterpolationSpec spec) {
        Map<String, Object> tree = CANONICAL.convertValue(spec, TREE);
        Map<String, Object> defaults = CANONICAL.convertValue(InterpolationSpec.defaults(), TREE);
        ADDED_LATER.forEach(field -> tree.remove(field, defaults.get(field)));
        return tree;
    }
}
