package io.pituning.cli.street;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.Topic;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicStateTest {
    private final Map<Topic, TopicState> topics = new EnumMap<>(Arrays.stream(Topic.values())
            .collect(Collectors.toMap(
                    Function.identity(),
                    topic -> new TopicState(topic.partitions(), Optional.of(topic.cleanupPolicy())))));

    @Test
    void topicsAsTheyAreDeclaredHaveNoFaults() {
        assertThat(TopicState.faults(topics)).isEmpty();
    }

    @Test
    void missingTopicsAreNamed() {
        topics.remove(Topic.TASKS);
        topics.remove(Topic.FAILURES);

        assertThat(TopicState.faults(topics)).containsExactly("lacks pi.tasks, pi.failures");
    }

    @Test
    void aTopicThatForgetsTasksAfterAWeekIsAFault() {
        topics.put(Topic.EXPERTS, new TopicState(6, Optional.of("delete")));

        assertThat(TopicState.faults(topics))
                .containsExactly("pi.experts has the cleanup.policy delete instead of compact");
    }

    @Test
    void whatTheBrokerDoesNotTellIsNoFault() {
        topics.put(Topic.EXPERTS, new TopicState(6, Optional.empty()));

        assertThat(TopicState.faults(topics)).isEmpty();
    }

    @Test
    void onlyTheTopicThatKeepsTheGraphsOrderIsBoundToItsPartitions() {
        topics.put(Topic.TASKS, new TopicState(1, Optional.of("compact")));
        topics.put(Topic.TASK_VECTORS, new TopicState(6, Optional.of("compact")));

        assertThat(TopicState.faults(topics)).containsExactly("pi.task-vectors has 6 partitions instead of one");
    }
}
