package io.pituning.harness;

import io.pituning.standalone.EmbeddedKafka;
import io.pituning.standalone.KafkaTopics;
import java.nio.file.Path;

/** The embedded broker with the system's topics as a program, so that it can be killed: folder and port are its arguments. */
public final class BrokerMain {
    static final String READY = "broker ready";

    private BrokerMain() {}

    public static void main(String... arguments) {
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        kafka.create(KafkaTopics.all());
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
        System.out.println(READY);
    }
}
