package io.pituning.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.harness.EventLog;
import io.pituning.harness.StandaloneSystem;
import io.pituning.harness.StoredFolder;
import io.pituning.harness.Systems;
import io.pituning.harness.TaskPublisher;
import io.pituning.hostile.HostileFiles;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.WorkerEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What keeps a running system in order: failed records are published again, garbage goes. */
class UpkeepIT {
    private static final Path HOME = Systems.freshHome("upkeep");
    private static final Path DATA = HOME.resolve("data");
    private static StandaloneSystem system;
    private static EventLog events;
    private static TaskPublisher tasks;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(DATA);
        system = StandaloneSystem.start(HOME, "--data-root", DATA.toString());
        events = new EventLog(system.bootstrapServers());
        tasks = new TaskPublisher(system.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        tasks.close();
        events.close();
        system.close();
    }

    @Test
    void whatFailedIsDoneOnceItsReasonIsGone() throws IOException {
        register("late", DATA.resolve("late").toUri().toString());
        assertThat(events.await(StepFailed.class, "late").code()).isEqualTo("dataset-missing");
        assertThat(system.pi("failures", "late")).contains("late, train:", "(dataset-missing,", "exit 0");

        HostileFiles.soundDataSet(DATA.resolve("late"));
        assertThat(system.pi("retry", "late")).contains("published again", "exit 0");
        assertThat(system.pi("watch", "late")).contains("late: tuned expert", "exit 0");
        assertThat(system.pi("failures", "late")).contains("Nothing stands as failed", "exit 0");
        assertThat(system.pi("failures", "late", "--all")).contains("late, train:", "(dataset-missing,", "exit 0");

        events.await(ExpertTrained.class, "late");
    }

    @Test
    void aFailureThatANewerRegistrationHasSupersededIsLeftAlone() {
        register("changed", "builtin:nowhere");
        events.await(StepFailed.class, "changed");
        register("changed", "builtin:sound-grammar");

        assertThat(system.pi("retry", "changed")).contains("skipped: overcome since", "exit 1");
        events.await(ExpertTrained.class, "changed");
    }

    @Test
    void whereNothingFailedThereIsNothingToRetry() {
        assertThat(system.pi("retry", "perfect")).contains("(nothing-failed)", "exit 1");
    }

    @Test
    void garbageGoesAndNothingThatAnEventNames() throws IOException {
        register("kept", "builtin:restaurant-reviews");
        events.await(WorkerEvent.class, "kept");
        Path orphan =
                Files.createDirectories(system.artifacts().resolve("objects").resolve("f".repeat(64)));
        Files.writeString(orphan.resolve("model"), "nobody knows me");

        List<Artifact> named = List.of(
                events.await(ExpertTrained.class, "kept").artifact(),
                events.await(TaskEmbedded.class, "kept").artifact(),
                events.await(ExpertTuned.class, "kept").artifact());
        age(orphan);
        for (Artifact artifact : named) {
            age(StoredFolder.of(artifact).folder());
        }
        try (Stream<Path> results = Files.walk(system.artifacts().resolve("results/kept"))) {
            for (Path result : results.toList()) {
                age(result);
            }
        }

        assertThat(gc("--dry-run")).contains("would remove 1 of", "exit 0");
        assertThat(orphan).exists();
        assertThat(gc()).contains("removed 1 of", "exit 0");

        assertThat(orphan).doesNotExist();
        assertThat(named)
                .allSatisfy(artifact -> assertThat(StoredFolder.of(artifact).keeps(artifact))
                        .as(artifact.uri())
                        .isTrue());
    }

    @Test
    void theStoreOfAnotherKafkaIsLeftAlone() throws IOException {
        Path elsewhere = HOME.resolve("elsewhere");
        Path foreign = Files.createDirectories(elsewhere.resolve("objects").resolve("e".repeat(64)));
        Files.writeString(foreign.resolve("model"), "somebody else's");
        age(foreign);

        assertThat(system.pi("gc", "--artifacts", elsewhere.toString())).contains("(gc-refused)", "exit 1");

        assertThat(foreign).exists();
    }

    @Test
    void theDoctorFindsATopicThatIsNotAsDeclared() throws Exception {
        assertThat(system.pi("doctor")).contains(" answers and has all topics", "exit 0");

        setCleanupPolicy(Topic.WORKER_EVENTS, "compact");
        try {
            assertThat(system.pi("doctor"))
                    .contains("pi.worker-events has the cleanup.policy compact instead of delete", "exit 1");
        } finally {
            setCleanupPolicy(Topic.WORKER_EVENTS, Topic.WORKER_EVENTS.cleanupPolicy());
        }
    }

    private static void setCleanupPolicy(Topic topic, String policy) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        var entry = new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, policy);
        try (Admin admin = Admin.create(
                Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, system.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static void age(Path folder) throws IOException {
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
    }

    private static String gc(String... more) {
        return system.pi(
                Stream.concat(Stream.of("gc", "--artifacts", system.artifacts().toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private static void register(String task, String dataset) {
        tasks.publish(task, """
                {"task":"%s","dataset":"%s","shots":2,"training":{"epochs":1},\
                "expert":{"method":"adapter","dimension":8},"interpolation":{"neighbors":0}}""".formatted(task, dataset));
    }
}
