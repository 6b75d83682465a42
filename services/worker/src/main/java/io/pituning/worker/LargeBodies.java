package io.pituning.worker;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets a picture in Base64 be as long as an HTTP body may be; Jackson's own limit for a text is 20 million characters. */
@Singleton
final class LargeBodies implements ObjectMapperCustomizer {
    private final int longestText;

    LargeBodies(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody) {
        this.longestText = Math.toIntExact(largestBody.asLongValue());
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(longestText)
                        .build());
    }
}
