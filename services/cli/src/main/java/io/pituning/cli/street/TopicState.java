package io.pituning.cli.street;

import io.pituning.schemas.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a topic is like on a broker.
 *
 * @param partitions how many it has
 * @param cleanup its {@code cleanup.policy}; empty where the broker does not tell
 */
public record TopicState(int partitions, Optional<String> cleanup) {

    /**
     * {@return in which ways a broker's topics are not what the services rely on, a phrase each}
     *
     * <p>More or fewer partitions only bound how many instances can share the work, but for a topic whose one partition is an order.
     */
    public static List<String> faults(Map<Topic, TopicState> there) {
        List<String> faults = new ArrayList<>();
        List<String> missing = Arrays.stream(Topic.values())
                .filter(topic -> !there.containsKey(topic))
                .map(Topic::topicName)
                .toList();
        if (!missing.isEmpty()) {
            faults.add("lacks " + String.join(", ", missing));
        }
        there.forEach((topic, state) -> faults.addAll(state.faults(topic)));
        return faults;
    }

    private List<String> faults(Topic topic) {
        List<String> faults = new ArrayList<>();
        if (topic.partitions() == 1 && partitions > 1) {
            faults.add(topic.topicName() + " has " + partitions + " partitions instead of one");
        }
        cleanup.filter(policy -> !policy.equals(topic.cleanupPolicy()))
                .ifPresent(policy -> faults.add(topic.topicName() + " has the cleanup.policy " + policy + " instead of "
                        + topic.cleanupPolicy()));
        return faults;
    }
}
