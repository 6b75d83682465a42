package io.pituning.graph.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

class GraphResourceTest {
    private static final int LONGEST_NAME = 63;

    @Test
    void theLongestQuestionAboutSimilaritiesFitsIntoTheLineThatIsAccepted() {
        String tasks = ("&task=" + "x".repeat(LONGEST_NAME)).repeat(GraphResource.MOST_COMPARED);
        String asked = "GET /graph/matrix?local=true" + tasks + " HTTP/1.1";

        assertThat(ConfigProvider.getConfig().getValue("quarkus.http.limits.max-initial-line-length", Integer.class))
                .isGreaterThan(asked.length());
    }
}
