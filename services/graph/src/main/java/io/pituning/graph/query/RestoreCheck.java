package io.pituning.graph.query;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells with the readiness how much is left to be restored. It says yes all the same: no other instance answers for these shards meanwhile,
 * so that it would help nobody to ask elsewhere.
 */
@Readiness
@Singleton
final class RestoreCheck implements HealthCheck {
    private final RestoreProgress progress;

    RestoreCheck(RestoreProgress progress) {
        this.progress = progress;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("graph state")
                .up()
                .withData("restoringStores", progress.stores())
                .withData("restoreRemaining", progress.remaining())
                .build();
    }
}
