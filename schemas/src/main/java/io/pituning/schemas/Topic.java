package io.pituning.schemas;

import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.StepProgress;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.WorkerEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The topics of the system, in the order of the street: the one place that says their names, shapes and what they carry. */
public enum Topic {
    TASKS(Topic.TASKS_NAME, TaskRegistered.class, Topic.STREET_PARTITIONS, Optional.empty()),
    EXPERTS(Topic.EXPERTS_NAME, ExpertTrained.class, Topic.STREET_PARTITIONS, Optional.empty()),
    TASK_VECTORS(Topic.TASK_VECTORS_NAME, TaskEmbedded.class, Topic.ONE_ORDER, Optional.empty()),
    TASK_NEIGHBORS(Topic.TASK_NEIGHBORS_NAME, TaskNeighbors.class, Topic.STREET_PARTITIONS, Optional.empty()),
    TUNED_EXPERTS(Topic.TUNED_EXPERTS_NAME, ExpertTuned.class, Topic.STREET_PARTITIONS, Optional.empty()),
    PROGRESS(Topic.PROGRESS_NAME, StepProgress.class, Topic.SIDE_PARTITIONS, Optional.of(Duration.ofDays(1))),
    FAILURES(Topic.FAILURES_NAME, StepFailed.class, Topic.SIDE_PARTITIONS, Optional.of(Duration.ofDays(30))),
    WORKER_EVENTS(Topic.WORKER_EVENTS_NAME, WorkerEvent.class, Topic.SIDE_PARTITIONS, Optional.of(Duration.ofDays(7)));

    public static final String TASKS_NAME = "pi.tasks";
    public static final String EXPERTS_NAME = "pi.experts";
    public static final String TASK_VECTORS_NAME = "pi.task-vectors";
    public static final String TASK_NEIGHBORS_NAME = "pi.task-neighbors";
    public static final String TUNED_EXPERTS_NAME = "pi.tuned-experts";
    public static final String PROGRESS_NAME = "pi.progress";
    public static final String FAILURES_NAME = "pi.failures";
    public static final String WORKER_EVENTS_NAME = "pi.worker-events";

    private static final int STREET_PARTITIONS = 6;
    /** The graph's changes have one order, and this is it; its work is shared by shards. */
    private static final int ONE_ORDER = 1;

    private static final int SIDE_PARTITIONS = 3;

    private final String topicName;
    private final Class<? extends Event> event;
    private final int partitions;
    private final Optional<Duration> retention;

    Topic(String topicName, Class<? extends Event> event, int partitions, Optional<Duration> retention) {
        this.topicName = topicName;
        this.event = event;
        this.partitions = partitions;
        this.retention = retention;
    }

    /** The name on the broker, for example {@code pi.tasks}. */
    public String topicName() {
        return topicName;
    }

    /** The event the topic carries. */
    public Class<? extends Event> event() {
        return event;
    }

    /**
     * How many partitions it is created with; the most instances of a service that can share its work, but for the graph, whose
     * shards share it.
     */
    public int partitions() {
        return partitions;
    }

    /** How long records are kept; empty for a compacted topic, which keeps the newest record of every task. */
    public Optional<Duration> retention() {
        return retention;
    }

    /** Whether the topic keeps the newest record of every key and takes tombstones. */
    public boolean compacted() {
        return retention.isEmpty();
    }

    /** What Kafka does with old records, in its words: {@code compact} or {@code delete}. */
    public String cleanupPolicy() {
        return compacted() ? "compact" : "delete";
    }

    /** The topic's configuration in Kafka's words, sorted by key. */
    public SortedMap<String, String> config() {
        SortedMap<String, String> config = new TreeMap<>();
        config.put("cleanup.policy", cleanupPolicy());
        retention.ifPresent(time -> config.put("retention.ms", Long.toString(time.toMillis())));
        return Collections.unmodifiableSortedMap(config);
    }

    /** The topic of this name, if it is one of ours. */
    public static Optional<Topic> named(String topicName) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst();
    }

    /** The topic that carries events of this type. */
    public static Topic of(Class<? extends Event> event) {
        return Arrays.stream(values())
                .filter(topic -> topic.event.equals(event))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(event + " travels on no topic"));
    }
}
