package io.pituning.graph;

import static io.pituning.graph.SettingsBuilder.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.EventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of processors, stores and inner topics are part of what a running graph keeps: a change of them needs a new start from nothing. */
class TopologyDescriptionTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theTopologyIsTheOneThatRunningGraphsHave(int shards) throws IOException {
        String described = new GraphTopology(
                        "pi-graph", new EventCodec(), settings().shards(shards).build(), new Shards())
                .build()
                .describe()
                .toString();

        assertThat(described.strip()).isEqualTo(expected(shards).strip());
    }

    private static String expected(int shards) throws IOException {
        try (InputStream file =
                TopologyDescriptionTest.class.getResourceAsStream("/topology-" + shards + "-shards.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
