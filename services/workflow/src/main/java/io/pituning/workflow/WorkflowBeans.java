package io.pituning.workflow;

import io.pituning.schemas.EventCodec;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The module's parts as beans, one of each in a process however many services it holds. */
@Singleton
final class WorkflowBeans {
    private final RunningConsumers running = new RunningConsumers(System::nanoTime);

    /** Before the messaging extension closes its worker pools (0), which waits for whoever takes records. */
    private static final int BEFORE_WORKER_POOLS = -10;

    @Produces
    @Singleton
    EventCodec codec() {
        return new EventCodec();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ArtifactStore store(
            @ConfigProperty(name = StoreSettings.ROOT) String root,
            @ConfigProperty(name = StoreSettings.CACHE) Path cache,
            @ConfigProperty(name = StoreSettings.ENDPOINT) Optional<URI> endpoint,
            @ConfigProperty(name = StoreSettings.REGION) String region,
            @ConfigProperty(name = StoreSettings.PATH_STYLE) boolean pathStyle) {
        return new StoreSettings(root, cache, endpoint, region, pathStyle).open();
    }

    void close(@Disposes ArtifactStore store) {
        store.close();
    }

    @Produces
    @Singleton
    StepRunner runner(ArtifactStore store, EventCodec codec, StepSettings settings) {
        return new StepRunner(store, codec, settings);
    }

    @Produces
    @Singleton
    StepSettings settings(
            @ConfigProperty(name = "pi.steps.concurrency") int concurrency,
            @ConfigProperty(name = "pi.steps.look-ahead") int lookAhead,
            @ConfigProperty(name = "pi.steps.checkpoint-interval") Duration checkpointInterval,
            @ConfigProperty(name = "pi.steps.grace") Duration grace,
            @ConfigProperty(name = "pi.progress.interval") Duration progressInterval) {
        return new StepSettings(concurrency, lookAhead, checkpointInterval, grace, progressInterval);
    }

    @Produces
    @Singleton
    RunningConsumers runningConsumers() {
        return running;
    }

    @Produces
    @Singleton
    RetryPolicy retries(
            @ConfigProperty(name = "pi.retry.attempts") int attempts,
            @ConfigProperty(name = "pi.retry.first") Duration first,
            @ConfigProperty(name = "pi.retry.longest") Duration longest) {
        return new RetryPolicy(attempts, first, longest);
    }

    @Produces
    @Singleton
    SharedResources resources() {
        return new SharedResources();
    }

    void close(@Disposes SharedResources resources) {
        // Freed under a step that has not given up, they could end the process in the tensor library's native code.
        if (running.isIdle()) {
            resources.close();
        }
    }

    void stopping(
            @Observes @BeforeDestroyed(ApplicationScoped.class) @Priority(BEFORE_WORKER_POOLS) Object containerStops,
            StepSettings settings) {
        running.stop(settings.grace());
    }
}
