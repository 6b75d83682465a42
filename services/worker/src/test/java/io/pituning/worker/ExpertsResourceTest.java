package io.pituning.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pituning.learning.backbone.Sites;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.DataSets;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Chosen;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.Score;
import io.pituning.schemas.event.Scores;
import io.pituning.schemas.event.Source;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.TunedMetrics;
import io.pituning.workflow.RequestFailure;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpertsResourceTest {
    private static final String TASK = "sound-grammar";

    private final ServingLane lane = new ServingLane();
    private final ExpertsResource resource = new ExpertsResource(lane);

    @Test
    void aPictureThatIsNotBase64IsTheAskersFault() {
        var question = new PredictRequest(Optional.of(TASK), Optional.empty(), Optional.of("A"));

        WebApplicationException refused =
                catchThrowableOfType(WebApplicationException.class, () -> resource.predict(question));

        assertTold(refused.getResponse(), Response.Status.BAD_REQUEST, "request-malformed");
    }

    @Test
    void aDefectIsNotToldAsTheAskersFault() {
        try (FoundationModel model = FoundationModel.load("pi-nano")) {
            lane.serve(lackingATensor(model));
            var question = new PredictRequest(Optional.of(TASK), Optional.of("it broke"), Optional.empty());

            assertThatThrownBy(() -> resource.predict(question))
                    .isInstanceOfSatisfying(
                            IllegalArgumentException.class,
                            defect -> assertTold(
                                    resource.defect(defect), Response.Status.INTERNAL_SERVER_ERROR, "internal-error"));
        } finally {
            lane.close();
        }
    }

    private static void assertTold(Response answer, Response.Status status, String code) {
        assertThat(answer.getStatus()).isEqualTo(status.getStatusCode());
        assertThat(answer.getEntity()).isInstanceOfSatisfying(RequestFailure.class, told -> assertThat(told.code())
                .isEqualTo(code));
    }

    /** An expert as the worker would never load it. */
    private static ServedExpert lackingATensor(FoundationModel model) {
        TaskRegistered request = TaskRegistered.of(TASK, "builtin:" + TASK);
        DataSetInfo info = new DataSets(List.of()).describe(request.dataset());
        Sites.Linear site = model.backbone().sites().linears().get(0);
        var half = new NamedTensors(Map.of(site.name() + ".lora_A", Tensor.zeros(1, site.in())));
        return new ServedExpert(tuned(request), model, info, Expert.of(new Lora(1, 1), half), 1, Instant.EPOCH);
    }

    private static ExpertTuned tuned(TaskRegistered request) {
        String sha256 = "0".repeat(64);
        var score = new Score(0.5, 1, 10);
        var scores = new Scores(score, score);
        return new ExpertTuned(
                request.task(),
                request.registrationId(),
                request,
                new FoundationRef("pi-nano", sha256),
                request.seed(),
                1,
                1,
                Chosen.OWN,
                ExpertShape.lora(1, 1),
                new Artifact("file:///expert", sha256, 1),
                List.of(new Source(request.task(), request.registrationId(), 1, 1)),
                new TunedMetrics(scores, scores, Optional.empty(), Optional.empty()));
    }
}
