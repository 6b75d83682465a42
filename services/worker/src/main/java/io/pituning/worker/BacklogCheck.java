package io.pituning.worker;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while experts that were tuned before the worker came up are still to be loaded: another worker may serve them meanwhile. */
@Readiness
@Singleton
final class BacklogCheck implements HealthCheck {
    private final Backlog backlog;

    BacklogCheck(Backlog backlog) {
        this.backlog = backlog;
    }

    @Override
    public HealthCheckResponse call() {
        // Nothing of the serving lane: a probe must not wait for a prediction.
        return HealthCheckResponse.named("experts")
                .status(backlog.isWorkedOff())
                .build();
    }
}
