package io.pituning.harness;

import io.pituning.standalone.EmbeddedKafka;
import io.pituning.standalone.KafkaTopics;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The embedded broker as a program of its own, so that it can be killed apart from the tests: {@code FOLDER PORT}. */
public final class BrokerProcess {
    static final String READY = "broker ready";

    private BrokerProcess() {}

    public static void main(String... arguments) throws InterruptedException {
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        kafka.create(KafkaTopics.all());
        System.out.println(READY);
        new CountDownLatch(1).await();
    }
}
