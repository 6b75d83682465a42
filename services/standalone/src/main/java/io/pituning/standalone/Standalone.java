package io.pituning.standalone;

import io.quarkus.runtime.Quarkus;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The whole system in this JVM: the embedded broker, its topics, and the services of the application this class is part of.
 *
 * <p>Starts broker, topics, services, in this order, and stops services, broker: a client that outlives its broker waits
 * for it in vain, so there is one shutdown hook and not two that race.
 */
public final class Standalone implements AutoCloseable {
    private final EmbeddedKafka kafka;
    private final int httpPort;
    private final Thread services;
    private final CompletableFuture<Void> servicesEnd;
    private final Runnable atEnd;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Standalone(EmbeddedKafka kafka, int httpPort, Runnable atEnd) {
        this.kafka = kafka;
        this.httpPort = httpPort;
        this.atEnd = atEnd;
        this.servicesEnd = new CompletableFuture<>();
        this.services = new Thread(this::runServices, "pi-services");
    }

    /**
     * Starts everything and returns when it serves. On SIGTERM and SIGINT it stops by itself.
     *
     * @throws StandaloneException {@code port-in-use}, {@code home-in-use}, {@code folder-unusable}, {@code kafka-not-started} or
     *     {@code services-not-started}
     */
    public static Standalone start(StandaloneSettings settings) {
        return start(settings, () -> {});
    }

    /**
     * {@link #start(StandaloneSettings)} with something to be done when everything has stopped, also after a signal, where nothing but the JVM's
     * shutdown hooks gets to run.
     */
    public static Standalone start(StandaloneSettings settings, Runnable atEnd) {
        int httpPort = settings.httpPort() == 0 ? FreePort.find() : FreePort.require(settings.httpPort());
        EmbeddedKafka kafka = EmbeddedKafka.start(settings.kafkaFolder(), settings.kafkaPort());
        var standalone = new Standalone(kafka, httpPort, atEnd);
        Runtime.getRuntime().addShutdownHook(new Thread(standalone::close, "pi-shutdown"));
        try {
            kafka.create(KafkaTopics.all());
            settings.configuration(kafka.bootstrapServers(), httpPort).forEach(System::setProperty);
            standalone.services.start();
            new Readiness(httpPort).await(standalone::failure);
            return standalone;
        } catch (RuntimeException e) {
            standalone.close();
            throw e;
        }
    }

    /** {@return host and port of the broker} */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** {@return the port of the services' HTTP endpoints on localhost} */
    public int httpPort() {
        return httpPort;
    }

    /** {@return the line that says where to connect} */
    public String readyLine() {
        return "ready: kafka " + bootstrapServers() + ", http localhost:" + httpPort;
    }

    /** Waits until the services have ended, by a signal or by {@link #close()}. */
    public void awaitEnd() {
        servicesEnd.handle((nothing, failure) -> nothing).join();
    }

    /** Stops the services, then the broker; returns when both have stopped. */
    @Override
    public synchronized void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        if (services.isAlive()) {
            Quarkus.asyncExit();
            awaitEnd();
        }
        kafka.close();
        atEnd.run();
    }

    private void runServices() {
        // With a handler of our own Quarkus does not call System.exit, which would stop the broker too early.
        Quarkus.run(null, (code, failure) -> {
            if (failure != null) {
                servicesEnd.completeExceptionally(failure);
            }
        });
        servicesEnd.complete(null);
    }

    private Optional<Throwable> failure() {
        if (!servicesEnd.isDone()) {
            return Optional.empty();
        }
        try {
            servicesEnd.join();
            return Optional.of(new IllegalStateException("the services ended before they were ready"));
        } catch (CompletionException e) {
            return Optional.of(e.getCause());
        }
    }
}
