package io.pituning.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the worker as any program would: over HTTP, in JSON. */
public record WorkerClient(URI worker) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What came back. */
    public record Answer(int status, JsonNode body) {}

    /** {@return the tasks whose experts it serves now} */
    public Set<String> tasks() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(worker.resolve("experts")).build();
        JsonNode experts =
                JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        return experts.findValues("task").stream().map(JsonNode::asText).collect(Collectors.toSet());
    }

    public Answer predict(String task, String text) throws IOException, InterruptedException {
        return predict(Map.of("task", task, "text", text));
    }

    public Answer predict(String task, String text, byte[] image) throws IOException, InterruptedException {
        return predict(
                Map.of("task", task, "text", text, "image", Base64.getEncoder().encodeToString(image)));
    }

    private Answer predict(Map<String, String> question) throws IOException, InterruptedException {
        return predict(JSON.writeValueAsString(question));
    }

    /** @param question what is sent, JSON or not */
    public Answer predict(String question) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(worker.resolve("predict"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(question))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }
}
