package io.pituning.graph.query;

import jakarta.inject.Singleton;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the stream runs or restores; reports, as a detail, how much is left to be restored. An instance that restores is ready even then:
 * no other can answer for its shards meanwhile, so sending requests elsewhere would not help. One whose stream has ended answers nothing any more.
 */
@Readiness
@Singleton
final class RestoreCheck implements HealthCheck {
    private final KafkaStreams streams;
    private final RestoreProgress progress;

    RestoreCheck(KafkaStreams streams, RestoreProgress progress) {
        this.streams = streams;
        this.progress = progress;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("graph state")
                .status(streams.state().isRunningOrRebalancing())
                .withData("state", streams.state().name())
                .withData("restoringStores", progress.stores())
                .withData("restoreRemaining", progress.remaining())
                .build();
    }
}
