package io.pituning.worker;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Lets a picture in Base64 be as long as an HTTP body may be; Jackson's own limit for a text is 20 million characters. */
@Singleton
final class LargeBodies implements ObjectMapperCustomizer {
    /** As {@code quarkus.http.limits.max-body-size}. */
    private static final int LONGEST_TEXT = 70 << 20;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(LONGEST_TEXT)
                        .build());
    }
}
