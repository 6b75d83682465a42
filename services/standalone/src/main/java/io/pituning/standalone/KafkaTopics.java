package io.pituning.standalone;

import io.pituning.schemas.Topic;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** The contract's topics in the form the broker takes. */
public final class KafkaTopics {
    private static final short ONE_BROKER = 1;

    private KafkaTopics() {}

    /** {@return every topic of the system, for a single broker} */
    public static List<NewTopic> all() {
        return Arrays.stream(Topic.values())
                .map(topic -> new NewTopic(topic.topicName(), topic.partitions(), ONE_BROKER).configs(topic.config()))
                .toList();
    }
}
