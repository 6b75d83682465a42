package io.pituning.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks the services' health endpoint until it says yes to everything: channels connected, and the graph's stream running, which it tells
 * as liveness and not as readiness.
 */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 100;

    private final HttpRequest request;
    private final HttpClient http = HttpClient.newHttpClient();

    Readiness(int port) {
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
        Instant end = Instant.now().plus(PATIENCE);
        String answer = "no answer";
        while (Instant.now().isBefore(end)) {
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
                "Look into pi-tuning.log in the home folder (default ~/.pi-tuning).",
                cause);
    }
}
