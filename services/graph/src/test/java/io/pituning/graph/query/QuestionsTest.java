package io.pituning.graph.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.pituning.graph.ComparedVector;
import io.pituning.learning.similarity.Similarity;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.InterpolationSpec;
import io.pituning.schemas.event.PooledTensor;
import io.pituning.schemas.event.PooledVector;
import io.pituning.workflow.RequestFailure;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionsTest {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final String COMPLETE = """
            {"foundation": {"name": "pi-nano", "sha256": "%s"}, "expert": {"method": "lora", "rank": 8, "parameters": 100},
             "vector": {"pooling": "row", "examples": 16, "tensors": [{"name": "layer", "values": [1, 0]}]}, "unknown": 1%s}
            """;
    private static final String SHA = "0123456789abcdef".repeat(4);

    @Test
    void aQuestionIsReadAndLiesInTheSpaceOfItsLike() {
        WhatIf question = WhatIf.read(MAPPER, COMPLETE.formatted(SHA, ""));

        assertThat(question.count()).isEqualTo(InterpolationSpec.defaults().neighbors());
        assertThat(question.compared().similarityTo(vector("other", 1, 0, SHA), Similarity.REFERENCE))
                .hasValue(1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[1]", "{\"vector\": {\"tensors\": 1}}", "{not json"})
    void whatIsNoQuestionIsRefused(String body) {
        assertThatThrownBy(() -> WhatIf.read(MAPPER, body))
                .isInstanceOfSatisfying(WebApplicationException.class, e -> assertThat(
                                ((RequestFailure) e.getResponse().getEntity()).code())
                        .isEqualTo("request-malformed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, -0.5]", "[0, 0]", "[]"})
    void aVectorThatIsNoFisherInformationIsRefused(String values) {
        String body = COMPLETE.formatted(SHA, "").replace("[1, 0]", values);

        assertThatThrownBy(() -> WhatIf.read(MAPPER, body))
                .isInstanceOfSatisfying(WebApplicationException.class, e -> assertThat(
                                ((RequestFailure) e.getResponse().getEntity()).code())
                        .isEqualTo("request-malformed"));
    }

    @Test
    void noneOrTooManyNeighborsAreRefused() {
        for (int count : new int[] {0, WhatIf.MOST + 1}) {
            String body = COMPLETE.formatted(SHA, ", \"neighbors\": " + count);
            assertThatThrownBy(() -> WhatIf.read(MAPPER, body)).isInstanceOf(WebApplicationException.class);
        }
    }

    @Test
    void theMatrixIsSymmetricAndSaysWhoCannotBeCompared() throws Exception {
        ComparedVector one = vector("a", 1, 0, SHA);
        ComparedVector two = vector("b", 0.6f, 0.8f, SHA);

        SimilarityMatrix matrix =
                SimilarityMatrix.of(List.of(one, two, vector("c", 1, 0, "f".repeat(64))), Similarity.COSINE);

        Optional<Double> similarity = matrix.similarities().get(0).get(1);
        assertThat(similarity)
                .isEqualTo(one.similarityTo(two, Similarity.COSINE))
                .isPresent();
        assertThat(matrix.similarities().get(1)).containsExactly(similarity, Optional.of(1.0), Optional.empty());
        assertThat(MAPPER.writeValueAsString(matrix)).contains("\"tasks\":[\"a\",\"b\",\"c\"]", "[null,null,1.0]");
    }

    @Test
    void aVectorTravelsBetweenInstancesWithoutLoss() throws Exception {
        ComparedVector sent = vector("a", 0.6f, 0.8f, SHA);

        ComparedVector[] received =
                MAPPER.readValue(MAPPER.writeValueAsBytes(new ComparedVector[] {sent}), ComparedVector[].class);

        assertThat(received[0].task()).isEqualTo("a");
        assertThat(received[0].vector().values()).isEqualTo(sent.vector().values());
        assertThat(received[0].similarityTo(sent, Similarity.COSINE))
                .hasValue(sent.similarityTo(sent, Similarity.COSINE).orElseThrow());
    }

    @Test
    void aVectorTravelsUnderTheNamesThatInstancesOfAnotherReleaseKnow() throws Exception {
        ComparedVector sent = vector("a", 0.6f, 0.8f, SHA);

        assertThat(MAPPER.writeValueAsString(sent))
                .matches(
                        "\\{\"task\":\"a\",\"space\":\"[0-9a-f-]{36}\",\"segments\":\\[2],\"values\":\"PxmZmj9MzM0=\"}");
    }

    private static ComparedVector vector(String task, float x, float y, String foundation) {
        return ComparedVector.of(
                task,
                new FoundationRef("pi-nano", foundation),
                ExpertShape.lora(8, 100),
                new PooledVector(PooledVector.ROW, 16, List.of(PooledTensor.of("layer", new float[] {x, y}))));
    }
}
