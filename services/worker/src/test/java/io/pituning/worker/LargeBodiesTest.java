package io.pituning.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class LargeBodiesTest {
    @Test
    void aPictureLongerThanJacksonsLimitIsRead() throws JsonProcessingException {
        int length = 21_000_000;
        var mapper = new ObjectMapper();
        new LargeBodies(new MemorySize(BigInteger.valueOf(length))).customize(mapper);

        assertThat(mapper.readTree("{\"image\":\"" + "A".repeat(length) + "\"}")
                        .path("image")
                        .asText())
                .hasSize(length);
    }
}
