package io.pituning.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks the services' health endpoint until it says yes to everything: channels connected, and the graph's stream running, which it tells
 * as liveness and not as readiness.
 *
 * <p>The worker's old experts are waited for as long as it takes: they are loaded one after the other, however many there are, and one that
 * cannot be is given up after a while.
 */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 100;
    private static final JsonMapper JSON = new JsonMapper();
    /** The worker's check that the experts tuned before are loaded. */
    private static final String EXPERTS = "experts";

    private final HttpRequest request;
    private final Clock clock;
    private final HttpClient http = HttpClient.newHttpClient();

    Readiness(int port) {
        this(port, Clock.systemUTC());
    }

    Readiness(int port, Clock clock) {
        this.clock = clock;
        this.request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    /**
     * Returns when the services are ready.
     *
     * @param failure what ended the services, if something did
     * @throws StandaloneException {@code services-not-started}
     */
    void await(Supplier<Optional<Throwable>> failure) {
        Instant end = clock.instant().plus(PATIENCE);
        String answer = "no answer";
        while (clock.instant().isBefore(end)) {
            Optional<Throwable> ended = failure.get();
            if (ended.isPresent()) {
                throw notStarted(ended.get().getMessage(), ended.get());
            }
            try {
                var response = http.send(request, BodyHandlers.ofString());
                if (response.statusCode() == 200) {
                    return;
                }
                answer = response.body();
                if (onlyExpertsAreMissing(answer)) {
                    end = clock.instant().plus(PATIENCE);
                }
            } catch (IOException notListeningYet) {
                answer = "no answer";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw notStarted("the wait was interrupted", e);
            }
            pause();
        }
        throw notStarted("not ready after " + PATIENCE.toSeconds() + " s: " + answer, null);
    }

    private static boolean onlyExpertsAreMissing(String health) throws IOException {
        List<String> down = new ArrayList<>();
        for (JsonNode check : JSON.readTree(health).path("checks")) {
            if (!check.path("status").asText().equals("UP")) {
                down.add(check.path("name").asText());
            }
        }
        return down.equals(List.of(EXPERTS));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static StandaloneException notStarted(String why, Throwable cause) {
        return new StandaloneException(
                "services-not-started",
                "The services did not start: " + why,
                "Check pi-tuning.log in the home folder (default ~/.pi-tuning).",
                cause);
    }
}
