package io.pituning.graph.query;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.HostInfo;

/** The other instances of the graph, asked over HTTP for what they have themselves; none passes the question on. */
@Singleton
final class Peers {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final ObjectMapper mapper;
    // HTTP/1.1: asking for an upgrade with each first request gains nothing between neighbors.
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    Peers(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** {@return another instance's response, whatever it is}; throws 503 if there is none */
    Response pass(HostInfo host, String path) {
        HttpResponse<byte[]> answer = await(send(host, path, Optional.empty()), host);
        Response.ResponseBuilder passed = Response.status(answer.statusCode())
                .type(MediaType.APPLICATION_JSON)
                .entity(answer.body());
        answer.headers().firstValue(HttpHeaders.RETRY_AFTER).ifPresent(s -> passed.header(HttpHeaders.RETRY_AFTER, s));
        return passed.build();
    }

    /**
     * {@return the part of each instance, all asked at once}; throws 503 if one does not give its part
     *
     * @param body what is posted; without one it is a GET
     */
    <T> List<Part<T>> ask(Collection<HostInfo> hosts, String path, Optional<String> body, Class<T> found) {
        JavaType type = mapper.getTypeFactory().constructParametricType(Part.class, found);
        List<HostInfo> asked = List.copyOf(hosts);
        List<CompletableFuture<HttpResponse<byte[]>>> answers =
                asked.stream().map(host -> send(host, path, body)).toList();
        List<Part<T>> parts = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            parts.add(read(await(answers.get(i), asked.get(i)), asked.get(i), type));
        }
        return parts;
    }

    private <T> Part<T> read(HttpResponse<byte[]> answer, HostInfo host, JavaType type) {
        if (answer.statusCode() != OK) {
            throw QueryFailure.notReady(
                    "the instance " + name(host) + " answered with status " + answer.statusCode() + ".");
        }
        try {
            return mapper.readValue(answer.body(), type);
        } catch (IOException e) {
            throw QueryFailure.notReady("the answer of the instance " + name(host) + " cannot be read.");
        }
    }

    private CompletableFuture<HttpResponse<byte[]>> send(HostInfo host, String path, Optional<String> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + name(host) + path))
                .timeout(PATIENCE)
                .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
        body.ifPresent(json -> request.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                .POST(BodyPublishers.ofString(json)));
        // The request's timeout ends with the headers; this one holds for the body too.
        return http.sendAsync(request.build(), BodyHandlers.ofByteArray())
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, HostInfo host) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw QueryFailure.notReady("the instance " + name(host) + " does not answer.");
        }
    }

    private static String name(HostInfo host) {
        String name = host.host().contains(":") ? "[" + host.host() + "]" : host.host();
        return name + ":" + host.port();
    }
}
