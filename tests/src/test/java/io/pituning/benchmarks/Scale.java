package io.pituning.benchmarks;

import io.pituning.benchmarks.Journeys.Journey;
import io.pituning.harness.Cluster;
import io.pituning.harness.Systems;
import io.pituning.harness.TaskPublisher;
import io.pituning.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Many tiny tasks through two instances of each service, every one a process of its own. The first half comes at the pace at which it is served,
 * one task on its way at any time, which tells what a task costs besides computing; the second half comes at once, which tells throughput and
 * lag.
 *
 * <p>{@code -Dpi.scale.tasks=1000} says how many, 200 by default; {@code -Dpi.scale.together=2} how many of the first half are on their way at any
 * time. As many as there are processors keep these busy, and what a task waits for is then the processor.
 */
final class Scale implements Benchmark {
    private static final double GOAL = 1;
    private static final int INSTANCES = 2;
    private static final int WARM_UP = 10;
    private static final int PARTS = 10;
    private static final double NANOS_PER_SECOND = 1e9;
    /** Who reads what; the workers keep no offsets. */
    private static final Map<String, Topic> READERS = Map.of(
            "pi-trainer", Topic.TASKS,
            "pi-embedder", Topic.EXPERTS,
            "pi-graph", Topic.TASK_VECTORS,
            "pi-interpolator", Topic.TASK_NEIGHBORS);

    @Override
    public Measurement measure() {
        int half = Integer.getInteger("pi.scale.tasks", 200) / 2;
        int together = Integer.getInteger("pi.scale.together", 1);
        try (Cluster cluster = Cluster.start(
                        Systems.freshHome("scale"),
                        Cluster.Purpose.MEASURING,
                        INSTANCES,
                        Map.of("pi.graph.shards", Integer.toString(INSTANCES)));
                TaskPublisher tasks = new TaskPublisher(cluster.bootstrapServers());
                Journeys journeys = new Journeys(cluster.bootstrapServers())) {
            paced(tasks, journeys, together, 0, WARM_UP);
            List<Journey> paced = paced(tasks, journeys, together, WARM_UP, half);
            String atOnce = atOnce(cluster, tasks, journeys, WARM_UP + half, half);
            List<Double> overheads = paced.stream().map(Journey::overhead).toList();
            return new Measurement(
                    IntStream.range(0, PARTS)
                            .mapToObj(part ->
                                    Times.median(overheads.subList(half * part / PARTS, half * (part + 1) / PARTS))
                                            / EventOverhead.ALLOWED_SECONDS)
                            .toList(),
                    GOAL,
                    Measurement.Better.AT_MOST,
                    "(end to end - computing) / %.2f s, medians of tenths of %d tasks, %d at a time, two instances of each service; a task computes %.2f s; milliseconds by step: %s; %s"
                            .formatted(
                                    EventOverhead.ALLOWED_SECONDS,
                                    half,
                                    together,
                                    Times.median(paced.stream()
                                            .map(Journey::computed)
                                            .toList()),
                                    Journeys.waits(paced),
                                    atOnce));
        }
    }

    private static List<Journey> paced(TaskPublisher tasks, Journeys journeys, int together, int first, int count) {
        Map<String, Journey> done = new LinkedHashMap<>();
        List<String> onTheirWay = new ArrayList<>();
        int published = 0;
        while (done.size() < count) {
            while (onTheirWay.size() < together && published < count) {
                onTheirWay.add(publish(tasks, first + published++));
            }
            journeys.read(Duration.ofMillis(100));
            onTheirWay.removeIf(task -> {
                journeys.of(task).ifPresent(journey -> done.put(task, journey));
                return done.containsKey(task);
            });
        }
        return List.copyOf(done.values());
    }

    private static String atOnce(Cluster cluster, TaskPublisher tasks, Journeys journeys, int first, int count) {
        long begin = System.nanoTime();
        List<String> onTheirWay = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            onTheirWay.add(publish(tasks, first + i));
        }
        Map<String, Long> mostLag = new TreeMap<>();
        try (Admin admin = Admin.create(
                Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers()))) {
            while (!onTheirWay.isEmpty()) {
                journeys.read(Duration.ofSeconds(1));
                onTheirWay.removeIf(task -> journeys.of(task).isPresent());
                lag(admin).forEach((reader, lag) -> mostLag.merge(reader, lag, Math::max));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The lag cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        return "%d at once: %.2f tasks a second, most lag %s"
                .formatted(
                        count,
                        count / seconds,
                        mostLag.entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .collect(Collectors.joining(", ")));
    }

    private static Map<String, Long> lag(Admin admin) throws ExecutionException, InterruptedException {
        Map<String, Long> lags = new TreeMap<>();
        for (Map.Entry<String, Topic> reader : READERS.entrySet()) {
            Topic topic = reader.getValue();
            Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, topic.partitions())
                    .mapToObj(number -> new TopicPartition(topic.topicName(), number))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(reader.getKey())
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, ListOffsetsResultInfo> last =
                    admin.listOffsets(ends).all().get();
            lags.put(
                    reader.getKey(),
                    last.entrySet().stream()
                            .mapToLong(end -> end.getValue().offset()
                                    - (committed.containsKey(end.getKey())
                                            ? committed.get(end.getKey()).offset()
                                            : 0))
                            .sum());
        }
        return lags;
    }

    private static String publish(TaskPublisher tasks, int number) {
        String task = "task-" + number;
        tasks.publish(task, EventOverhead.registration(task, number));
        return task;
    }
}
