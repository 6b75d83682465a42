package io.pituning.faults;

import io.pituning.harness.EventLog;
import io.pituning.schemas.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Every service has acknowledged every record that was before it. */
record NobodyStuck(String bootstrapServers) implements Guarantee {
    /** Who reads what; the worker keeps no offsets. */
    private static final Map<String, Topic> READERS = Map.of(
            "pi-trainer", Topic.TASKS,
            "pi-embedder", Topic.EXPERTS,
            "pi-graph", Topic.TASK_VECTORS,
            "pi-interpolator", Topic.TASK_NEIGHBORS);

    @Override
    public void check(Evidence evidence) {
        try (Admin admin =
                Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Awaitility.await("all records acknowledged")
                    .atMost(EventLog.PATIENCE)
                    .until(() -> allAcknowledged(admin, evidence.events()));
        }
    }

    private static boolean allAcknowledged(Admin admin, EventLog events)
            throws ExecutionException, InterruptedException {
        for (Map.Entry<String, Topic> reader : READERS.entrySet()) {
            Map<TopicPartition, OffsetAndMetadata> acknowledged = admin.listConsumerGroupOffsets(reader.getKey())
                    .partitionsToOffsetAndMetadata()
                    .get();
            for (Map.Entry<TopicPartition, Long> last :
                    lastOffsets(events, reader.getValue()).entrySet()) {
                OffsetAndMetadata offset = acknowledged.get(last.getKey());
                if (offset == null || offset.offset() <= last.getValue()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Of the records, not of the log: behind the last record of a transaction stands its marker, which nobody acknowledges. */
    private static Map<TopicPartition, Long> lastOffsets(EventLog events, Topic topic) {
        Map<TopicPartition, Long> last = new HashMap<>();
        events.records(topic)
                .forEach(record ->
                        last.merge(new TopicPartition(record.topic(), record.partition()), record.offset(), Math::max));
        return last;
    }
}
