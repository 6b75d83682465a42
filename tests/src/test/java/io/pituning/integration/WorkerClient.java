package io.pituning.integration;

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

/** Asks the worker as any program would: over HTTP, in JSON. */
record WorkerClient(URI worker) {
    private static final JsonMapper JSON = new JsonMapper();

    /** What came back. */
    record Answer(int status, JsonNode body) {}

    Answer predict(String task, String text) throws IOException, InterruptedException {
        return predict(Map.of("task", task, "text", text));
    }

    Answer predict(String task, String text, byte[] image) throws IOException, InterruptedException {
        return predict(
                Map.of("task", task, "text", text, "image", Base64.getEncoder().encodeToString(image)));
    }

    private Answer predict(Map<String, String> question) throws IOException, InterruptedException {
        return predict(JSON.writeValueAsString(question));
    }

    /** @param question what is sent, JSON or not */
    Answer predict(String question) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(worker.resolve("predict"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(question))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }
}
