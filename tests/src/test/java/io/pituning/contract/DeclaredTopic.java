package io.pituning.contract;

import io.pituning.schemas.Topic;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A topic as some place declares it, without what only that place decides (replicas). */
record DeclaredTopic(String name, int partitions, Map<String, String> config) {
    /** What the contract says. */
    static Stream<DeclaredTopic> contract() {
        return Arrays.stream(Topic.values())
                .map(topic -> new DeclaredTopic(topic.topicName(), topic.partitions(), topic.config()));
    }

    /** From one line {@code NAME PARTITIONS KEY=VALUE ...}. */
    static DeclaredTopic parse(String line) {
        String[] words = line.split(" ");
        Map<String, String> config = new TreeMap<>();
        for (String setting : Arrays.copyOfRange(words, 2, words.length)) {
            String[] pair = setting.split("=", 2);
            config.put(pair[0], pair[1]);
        }
        return new DeclaredTopic(words[0], Integer.parseInt(words[1]), config);
    }
}
