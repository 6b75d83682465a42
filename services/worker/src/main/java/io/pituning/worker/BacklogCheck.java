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
    private final ServingLane lane;

    BacklogCheck(Backlog backlog, ServingLane lane) {
        this.backlog = backlog;
        this.lane = lane;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("experts")
                .status(backlog.isWorkedOff())
                .withData("served", lane.experts().size())
                .build();
    }
}
