package io.pituning.cli.street;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks a worker over HTTP. */
public final class WorkerClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int FIRST_ERROR = 400;

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /** @param address for example {@code http://localhost:8080} */
    public WorkerClient(URI address) {
        this.address = address;
    }

    /**
     * Asks a task's expert.
     *
     * @param picture the bytes of a PNG or JPEG file
     * @throws UserException {@code worker-unreachable}, or what the worker answers
     */
    public Answer predict(String task, Optional<String> text, Optional<byte[]> picture) {
        ObjectNode question = Json.object().put("task", task);
        text.ifPresent(words -> question.put("text", words));
        picture.ifPresent(bytes -> question.put("image", Base64.getEncoder().encodeToString(bytes)));
        JsonNode answer = send(HttpRequest.newBuilder(address.resolve("/predict"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(question.toString())));
        Map<String, Double> probabilities = new TreeMap<>();
        answer.path("probabilities")
                .properties()
                .forEach(entry ->
                        probabilities.put(entry.getKey(), entry.getValue().asDouble()));
        return new Answer(answer, answer.path("label").asText(), probabilities);
    }

    /** {@return the experts it serves} */
    public JsonNode experts() {
        return send(HttpRequest.newBuilder(address.resolve("/experts")).GET());
    }

    private JsonNode send(HttpRequest.Builder request) {
        HttpResponse<String> response = answer(request.timeout(ANSWER).build());
        if (response.statusCode() >= FIRST_ERROR) {
            throw refused(response);
        }
        try {
            return Json.parse(response.body());
        } catch (IOException e) {
            throw new UserException(
                    "worker-failed",
                    "What answers at " + address + " is not a worker.",
                    "Give a worker's address with --worker http://HOST:PORT.",
                    e);
        }
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private UserException refused(HttpResponse<String> response) {
        JsonNode body;
        try {
            body = Json.parse(response.body());
        } catch (IOException e) {
            body = Json.object();
        }
        return new UserException(
                body.path("code").asText("worker-failed"),
                body.path("message").asText("The worker answered with HTTP status " + response.statusCode() + "."),
                body.path("advice").asText("Check the worker's log."));
    }

    private UserException unreachable(Exception cause) {
        return new UserException(
                "worker-unreachable",
                "No worker answers at " + address + ".",
                "Start the system with ./pi up, or give a worker's address with --worker http://HOST:PORT.",
                cause);
    }

    /**
     * What an expert answers.
     *
     * @param document the worker's whole answer
     * @param label the most probable label
     * @param probabilities of every label
     */
    public record Answer(JsonNode document, String label, Map<String, Double> probabilities) {}
}
