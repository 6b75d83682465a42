package io.pituning.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.pituning.learning.LearningException;
import io.pituning.learning.data.PictureFile;
import io.pituning.learning.serving.Prediction;
import io.pituning.schemas.FailureCode;
import io.pituning.workflow.HttpEndpoints;
import io.pituning.workflow.RequestFailure;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The worker over HTTP: which experts it has, and what they answer. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ExpertsResource {
    private static final Logger LOG = Logger.getLogger(ExpertsResource.class);

    private final ServingLane lane;

    ExpertsResource(ServingLane lane) {
        this.lane = lane;
    }

    @jakarta.enterprise.inject.Produces
    @Singleton
    static HttpEndpoints endpoints() {
        return new HttpEndpoints(Map.of(
                "GET /experts", "the experts that are loaded",
                "POST /predict", "what a task's expert answers to {\"task\": …, \"text\": …, \"image\": Base64}"));
    }

    @GET
    @Path("experts")
    public List<ExpertView> experts() {
        return lane.experts();
    }

    @POST
    @Path("predict")
    public PredictResponse predict(PredictRequest request) {
        String task = Optional.ofNullable(request)
                .flatMap(PredictRequest::task)
                .orElseThrow(() -> malformed("The request names no task."));
        try (UploadedPicture upload = upload(request)) {
            Prediction prediction = lane.predict(task, request.text().orElse(""), upload.picture())
                    .orElseThrow(() -> new RequestFailure(
                                    FailureCode.TASK_UNKNOWN.code(),
                                    "No expert is loaded for a task named '" + task + "'.",
                                    "GET /experts lists the tasks that can be asked.")
                            .withStatus(Response.Status.NOT_FOUND));
            return new PredictResponse(task, prediction.label(), prediction.probabilities());
        } catch (LearningException e) {
            if (e.code().equals(FailureCode.DATASET_MALFORMED.code())) {
                throw new RequestFailure(
                                FailureCode.PICTURE_MALFORMED.code(),
                                "The image is not a readable JPEG or PNG file, or has too many pixels.",
                                "Send a JPEG or PNG file of at most " + PictureFile.LARGEST_SIDE
                                        + " pixels per side, in Base64.")
                        .withStatus(Response.Status.BAD_REQUEST);
            }
            throw new RequestFailure(e.code(), e.getMessage(), e.advice()).withStatus(Response.Status.BAD_REQUEST);
        }
    }

    private static UploadedPicture upload(PredictRequest request) {
        try {
            return new UploadedPicture(request.image());
        } catch (IllegalArgumentException e) {
            throw new RequestFailure(
                            FailureCode.REQUEST_MALFORMED.code(),
                            "The request cannot be answered: " + e.getMessage() + ".",
                            "Send the picture as a JPEG or PNG file in Base64.")
                    .withStatus(Response.Status.BAD_REQUEST);
        }
    }

    @ServerExceptionMapper
    Response unreadable(MismatchedInputException e) {
        String place = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .collect(Collectors.joining("."));
        return malformed("The request does not have the expected form" + (place.isEmpty() ? "" : " at " + place) + ".")
                .getResponse();
    }

    /** A body that is not JSON comes so, and says nothing of its own. */
    @ServerExceptionMapper
    Response unreadable(WebApplicationException e) {
        return e.getCause() instanceof JsonProcessingException
                ? malformed("The request is not JSON.").getResponse()
                : e.getResponse();
    }

    private static WebApplicationException malformed(String message) {
        return new RequestFailure(
                        FailureCode.REQUEST_MALFORMED.code(),
                        message,
                        "Send {\"task\": …, \"text\": …, \"image\": Base64}; text and image as the task's examples have them.")
                .withStatus(Response.Status.BAD_REQUEST);
    }

    /** What nobody foresaw is no fault of the question; its own words are for the log. */
    @ServerExceptionMapper
    Response defect(RuntimeException e) {
        LOG.error("A request failed for an unforeseen reason", e);
        return new RequestFailure(
                        FailureCode.INTERNAL_ERROR.code(),
                        "The request failed for an unforeseen reason.",
                        "Check the worker's log and report the problem.")
                .withStatus(Response.Status.INTERNAL_SERVER_ERROR)
                .getResponse();
    }
}
