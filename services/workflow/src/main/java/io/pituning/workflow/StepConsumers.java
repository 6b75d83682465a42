package io.pituning.workflow;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Event;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the consumers of the services of a process. */
@Singleton
public final class StepConsumers {
    private static final Map<String, String> DEFAULTS = Map.of(
            // What a killed instance has begun holds readers up no longer than this.
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "20000",
            // Short enough to notice meanwhile that the process stops: what fails is tried again.
            ProducerConfig.MAX_BLOCK_MS_CONFIG, "20000",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000",
            // One record a transaction: there is nothing to wait for.
            ProducerConfig.LINGER_MS_CONFIG, "0");

    private final EventCodec codec;
    private final Clock clock;
    private final StepSettings settings;
    private final RetryPolicy retries;
    private final RunningConsumers running;
    private final String instance;

    StepConsumers(
            EventCodec codec,
            Clock clock,
            StepSettings settings,
            RetryPolicy retries,
            RunningConsumers running,
            @ConfigProperty(name = "pi.instance") Optional<String> instance) {
        this.codec = codec;
        this.clock = clock;
        this.settings = settings;
        this.retries = retries;
        this.running = running;
        this.instance = instance.orElseGet(() -> UUID.randomUUID().toString());
    }

    /**
     * Makes a service's consumer; it runs until the process stops.
     *
     * @param service its name
     * @param input the event its input topic carries
     * @param output its output topic
     * @param producer configuration of the producer for output and failures; asked for on first use
     * @param step makes the event to send, or none where nothing is new; what it throws is told on {@code pi.failures}
     */
    public <I extends Event> StepConsumer<I> consumer(
            String service,
            Class<I> input,
            Topic output,
            Supplier<Map<String, ?>> producer,
            MutinyEmitter<Record<String, byte[]>> progress,
            Failures failures,
            BiFunction<I, StepContext, ? extends Optional<? extends Event>> step) {
        var records = new EventRecords(service, codec, clock);
        var consumer = new StepConsumer<>(
                new RecordStep<>(input, codec, failures, retries, step),
                output,
                records,
                new StepPublisher(() -> connect("pi-" + service + "-" + instance, producer.get())),
                new ProgressChannel(records, progress),
                settings);
        running.add(consumer);
        return consumer;
    }

    /**
     * Makes the handler of a service that keeps no offsets; it runs until the process stops.
     *
     * @param service its name
     * @param input the event its input topic carries
     * @param output channel of its own topic
     * @param told channel of {@code pi.failures}
     */
    public <I extends Event> StepHandler<I> handler(
            String service,
            Class<I> input,
            MutinyEmitter<Record<String, byte[]>> output,
            MutinyEmitter<Record<String, byte[]>> told,
            Failures failures,
            StepHandler.Work<I> work) {
        var records = new EventRecords(service, codec, clock);
        var handler =
                new StepHandler<>(input, codec, new EmitterOutbox(records, output, told), failures, retries, work);
        running.add(handler);
        return handler;
    }

    private static Producer<String, byte[]> connect(String transactionalId, Map<String, ?> channel) {
        Map<String, Object> configuration = new HashMap<>(DEFAULTS);
        configuration.putAll(channel);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        configuration.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId);
        return new KafkaProducer<>(configuration, new StringSerializer(), new ByteArraySerializer());
    }
}
