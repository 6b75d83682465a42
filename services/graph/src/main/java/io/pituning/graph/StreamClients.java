package io.pituning.graph;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The stream's clients: Kafka's own, except that they give up some seconds after the process is asked to stop.
 *
 * <p>Kafka Streams closes producers and the admin client without a time limit: while a transaction or a request is open and the broker is away,
 * the process would not stop.
 */
@Singleton
final class StreamClients implements KafkaClientSupplier {
    private static final int SECONDS_TO_STOP = 5;

    /** Weakly held, for a stream that goes on after a fault closes its producer and asks for another. */
    private final Set<Producer<?, ?>> producers = weakly();

    private final Set<Admin> admins = weakly();

    /** Runs before the stream is asked to stop, which is when the waiting begins. */
    void onStop(@Observes @Priority(1) ShutdownEvent stop) {
        CompletableFuture.delayedExecutor(SECONDS_TO_STOP, TimeUnit.SECONDS).execute(this::giveUp);
    }

    private void giveUp() {
        List.copyOf(producers).forEach(producer -> producer.close(Duration.ZERO));
        List.copyOf(admins).forEach(admin -> admin.close(Duration.ZERO));
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producers.add(producer);
        return producer;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        Admin admin = Admin.create(config);
        admins.add(admin);
        return admin;
    }

    private static <T> Set<T> weakly() {
        return Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    }
}
