package io.pituning.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.harness.EventLog;
import io.pituning.harness.SecuredSystem;
import io.pituning.harness.Systems;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.WorkerEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS, SASL/SCRAM and rights for each service, and artifacts in S3, all set the way the documentation says. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecurityIT {
    private static final Path HOME = Systems.freshHome("secured");
    private static SecuredSystem system;

    @BeforeAll
    static void start() {
        system = SecuredSystem.start(HOME);
    }

    @AfterAll
    static void stop() {
        Optional.ofNullable(system).ifPresent(SecuredSystem::close);
    }

    @Test
    @Order(1)
    void aTaskIsTunedAndServedByServicesThatMayTouchOnlyTheirOwnTopics() throws IOException {
        Path registration = Files.writeString(HOME.resolve("task.json"), """
                {"task":"guarded","dataset":"builtin:sound-grammar","shots":2,"training":{"epochs":1},\
                "expert":{"method":"adapter","dimension":8}}""");

        assertThat(system.pi("pi-user", "register", registration.toString())).contains("registered guarded", "exit 0");

        try (EventLog events = new EventLog(system.client("pi-user"))) {
            events.await(ExpertTuned.class, "guarded");
            events.await(WorkerEvent.class, "guarded");
            assertThat(events.events(StepFailed.class)).isEmpty();
        }
        assertThat(system.artifacts())
                .as("the files in S3")
                .anyMatch(file -> file.startsWith("objects/"))
                .anyMatch(file -> file.startsWith("results/guarded/"));
        assertThat(system.pi("pi-user", "experts")).contains("guarded", "exit 0");
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource(delimiter = '|', textBlock = """
        pi-trainer      | pi.tasks          | pi.experts, pi.failures, pi.progress
        pi-embedder     | pi.experts        | pi.failures, pi.progress, pi.task-vectors
        pi-graph        | pi.task-vectors   | pi.failures, pi.task-neighbors
        pi-interpolator | pi.task-neighbors | pi.failures, pi.progress, pi.tuned-experts
        pi-worker       | pi.tuned-experts  | pi.failures, pi.worker-events
        """)
    void aServiceMayReadAndWriteOnlyItsTopics(String user, String reads, String writes) {
        assertThat(topics(user, AclOperation.READ)).containsExactly(reads);
        assertThat(topics(user, AclOperation.WRITE)).containsExactly(writes.split(", "));
    }

    @Test
    @Order(2)
    void aUserMayReadEverythingAndWriteOnlyTasks() {
        assertThat(topics("pi-user", AclOperation.READ)).hasSize(Topic.values().length);
        assertThat(topics("pi-user", AclOperation.WRITE)).containsExactly(Topic.TASKS_NAME);
    }

    @Test
    @Order(2)
    void theDoctorChecksWhatItsUserMaySee() {
        assertThat(system.pi("pi-operator", "doctor"))
                .contains("has all topics")
                .doesNotContain("cleanup.policy");
        assertThat(system.pi("pi-user", "doctor"))
                .contains("has all topics; it does not show this user their cleanup.policy");
    }

    @Test
    @Order(3)
    void whatAServiceMayNotWriteIsRefused() {
        assertThatThrownBy(() -> publish(system.client("pi-embedder"), Topic.TUNED_EXPERTS_NAME))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThat(system.pi("pi-trainer", "register", HOME.resolve("task.json").toString()))
                .contains("kafka-refused", "exit 1");
    }

    @Test
    @Order(3)
    void whoSaysAWrongPasswordIsRefused() {
        Map<String, Object> settings = new HashMap<>(system.client("pi-user"));
        settings.computeIfPresent(
                "sasl.jaas.config", (name, value) -> value.toString().replace("of-pi", "of-nobody"));

        assertThatThrownBy(() -> publish(settings, Topic.TASKS_NAME))
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    @Order(3)
    void whoSpeaksPlainTextIsNotHeard() {
        Map<String, Object> settings = Map.of("bootstrap.servers", system.bootstrapServers(), "max.block.ms", 3000);

        assertThatThrownBy(() -> publish(settings, Topic.TASKS_NAME)).isInstanceOf(ExecutionException.class);
    }

    @Test
    @Order(4)
    void noLogHoldsASecret() throws IOException {
        try (Stream<Path> files = Files.walk(HOME)) {
            List<Path> logs = files.filter(file ->
                            file.toString().endsWith(".txt") || file.toString().endsWith(".log"))
                    .filter(file -> !file.startsWith(HOME.resolve("kafka")))
                    .toList();
            assertThat(logs).as("what the services and the command wrote").hasSizeGreaterThan(5);
            assertThat(logs)
                    .allSatisfy(log -> assertThat(Files.readString(log)).doesNotContain(SecuredSystem.secrets()));
        }
    }

    private static void publish(Map<String, Object> settings, String topic) throws Exception {
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "intruder", "{}")).get();
        }
    }

    /** The topics on which a user has a right, as the broker says. */
    private static Set<String> topics(String user, AclOperation right) {
        List<String> all = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        try (Admin admin = Admin.create(system.client(user))) {
            Map<String, KafkaFuture<TopicDescription>> described = admin.describeTopics(
                            all, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .topicNameValues();
            return described.entrySet().stream()
                    .filter(topic -> mayDo(topic.getValue(), right))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean mayDo(KafkaFuture<TopicDescription> topic, AclOperation right) {
        try {
            return topic.get().authorizedOperations().contains(right);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return false;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for rights", e);
        }
    }
}
