package io.pituning.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.PooledVector;
import io.pituning.schemas.event.TaskEmbedded;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** What a running graph has stored must still be readable after an upgrade: names in JSON may only change together with {@link StateVersion}. */
class StoredFormatTest {
    private static final String NOBODY = "{\"nearest\":[],\"floor\":null}";

    @Test
    void aNeighborhoodWithARunningSearch() {
        var search = new Search(7, Set.of(1), Remembered.nobody(), Remembered.nobody());
        var neighborhood = new Neighborhood(Remembered.nobody(), Optional.of(search), true, Optional.empty());

        assertThat(json(VersionedJson.of(Neighborhood.class), neighborhood))
                .isEqualTo(
                        "{\"remembered\":NOBODY,\"scan\":{\"sequence\":7,\"answered\":[1],\"found\":NOBODY,\"since\":NOBODY},\"asked\":true,\"written\":null}"
                                .replace("NOBODY", NOBODY));
    }

    @Test
    void anAnswer() {
        assertThat(json(GraphStores.ANSWER, new Answer("one", 7, 2, Remembered.nobody())))
                .isEqualTo("{\"task\":\"one\",\"scan\":7,\"shard\":2,\"found\":NOBODY}".replace("NOBODY", NOBODY));
    }

    @Test
    void theThreeChanges() {
        TaskWithVector task = TaskWithVector.of(Vectors.task("one", 10));
        String vector = json(GraphStores.TASK_WITH_VECTOR, task);

        assertThat(json(GraphStores.CHANGE, new Change.Arrived(7, 2, task)))
                .isEqualTo("{\"change\":\"arrived\",\"sequence\":7,\"known\":2,\"arrival\":" + vector + "}");
        assertThat(json(GraphStores.CHANGE, new Change.Retired(8, 1, "one")))
                .isEqualTo("{\"change\":\"retired\",\"sequence\":8,\"known\":1,\"task\":\"one\"}");
        assertThat(json(GraphStores.CHANGE, new Change.SearchRequested(9, 2, task)))
                .isEqualTo("{\"change\":\"rescanned\",\"sequence\":9,\"known\":2,\"again\":" + vector + "}");
        assertThat(vector).startsWith("{\"task\":{\"name\":\"one\",").contains("},\"vector\":{\"space\":\"");
    }

    @Test
    void theSpacesOfVectors() {
        ExpertShape lora = ExpertShape.of("lora", OptionalInt.of(8), Optional.of(List.of("q_proj", "v_proj")), 100);

        assertThat(GraphVector.of(Vectors.task("one", 10)).space()).isEqualTo("a092b808-22a4-302e-a91a-aa421fdf1107");
        assertThat(GraphVector.of(Vectors.ofShape("one", 10, lora)).space())
                .isEqualTo("3a9eea2f-5b59-3575-9c6f-b198691c07d3");
        assertThat(GraphVector.of(Vectors.ofShape("one", 10, ExpertShape.adapter(4, 100)))
                        .space())
                .isEqualTo("4a8e2f32-b42d-39a4-9d24-e05f153b4c7d");
    }

    @Test
    void whatMakesAVectorTheSame() {
        TaskEmbedded byRow = Vectors.task("one", 10);
        String parts = String.join(
                " ",
                byRow.registration(),
                byRow.foundation().sha256(),
                byRow.expertArtifact().sha256(),
                byRow.artifact().sha256());

        assertThat(KnownTask.of(Vectors.pooled(byRow, PooledVector.BLOCK)).identity())
                .isEqualTo(parts);
        assertThat(KnownTask.of(byRow).identity()).isEqualTo(parts + " row");
    }

    /** {@return what is stored, without the version; what is read back is stored the same way again} */
    private static <V> String json(Serde<V> serde, V value) {
        byte[] stored = serde.serializer().serialize("", value);
        V read = serde.deserializer().deserialize("", stored);
        assertThat(serde.serializer().serialize("", read)).isEqualTo(stored);
        return new String(Arrays.copyOfRange(stored, 1, stored.length), StandardCharsets.UTF_8);
    }
}
