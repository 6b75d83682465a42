package io.pituning.standalone;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker (KRaft, broker and controller in one node) inside this JVM, for any Kafka client on this machine.
 *
 * <p>Its folder is formatted on first use and kept: topics, records and group offsets are there again at the next start,
 * also after the process was killed. One folder serves one broker at a time.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String HOST = "localhost";
    private static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";
    static final String CLIENTS = "CLIENTS";

    private final KafkaRaftServer server;
    private final FolderLock lock;
    private final int port;
    private final Optional<BrokerSecurity> security;

    private EmbeddedKafka(KafkaRaftServer server, FolderLock lock, int port, Optional<BrokerSecurity> security) {
        this.server = server;
        this.lock = lock;
        this.port = port;
        this.security = security;
    }

    /**
     * Starts a broker and returns when it serves.
     *
     * @param folder where the broker keeps its data; made and formatted if need be
     * @param port the port clients connect to on localhost; 0 takes a free one
     * @throws StandaloneException {@code port-in-use}, {@code home-in-use}, {@code folder-unusable} or {@code kafka-not-started}
     */
    public static EmbeddedKafka start(Path folder, int port) {
        return start(folder, port, Optional.empty());
    }

    /**
     * As {@link #start(Path, int)}, but only for clients it knows, over TLS, with the rights the administrator gives them.
     *
     * @param folder formatted with the same administrator if it was used before
     */
    public static EmbeddedKafka startSecured(Path folder, int port, BrokerSecurity security) {
        return start(folder, port, Optional.of(security));
    }

    private static EmbeddedKafka start(Path folder, int port, Optional<BrokerSecurity> security) {
        int clientPort = port == 0 ? FreePort.find() : FreePort.require(port);
        try {
            Files.createDirectories(folder);
            FolderLock lock = FolderLock.take(folder);
            try {
                return new EmbeddedKafka(startServer(folder, clientPort, security), lock, clientPort, security);
            } catch (Exception e) {
                lock.close();
                throw e;
            }
        } catch (StandaloneException e) {
            throw e;
        } catch (FileSystemException e) {
            throw new StandaloneException(
                    "folder-unusable",
                    "The folder " + folder + " cannot be created or written"
                            + (e.getReason() == null ? "." : ": " + e.getReason() + "."),
                    "Check its permissions and free space, or name another folder with --home.",
                    e);
        } catch (Exception e) {
            throw new StandaloneException(
                    "kafka-not-started",
                    "The embedded Kafka broker did not start with its data in " + folder + ": " + e.getMessage(),
                    "Check that no other process is using this folder, or start with an empty one: --home DIR.",
                    e);
        }
    }

    private static KafkaRaftServer startServer(Path folder, int port, Optional<BrokerSecurity> security)
            throws Exception {
        format(folder, security);
        Properties settings = settings(folder, port, FreePort.find());
        security.ifPresent(secured -> settings.putAll(secured.brokerSettings()));
        var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        return server;
    }

    /** {@return host and port for a client's {@code bootstrap.servers}} */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** {@return the port clients connect to} */
    public int port() {
        return port;
    }

    /** {@return settings of a client that may do everything} */
    public Map<String, Object> administratorSettings() {
        Map<String, Object> settings = new HashMap<>(
                security.map(BrokerSecurity::administratorSettings).orElse(Map.of()));
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        return settings;
    }

    /** Creates those of the given topics that do not exist yet. */
    public void create(Collection<NewTopic> topics) {
        try (Admin admin = Admin.create(administratorSettings())) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing =
                    topics.stream().filter(t -> !existing.contains(t.name())).toList();
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("Topics could not be created", e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while creating topics", e);
        }
    }

    /** Stops the broker and waits until its files are closed. Clients must be closed before, or they wait for a dead broker. */
    @Override
    public void close() {
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            lock.close();
        }
    }

    private static void format(Path folder, Optional<BrokerSecurity> security) throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        try (var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Formatter formatter = new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName(CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setHasDynamicQuorum(false);
            security.map(BrokerSecurity::scramRecords).ifPresent(formatter::setScramArguments);
            formatter.run();
        }
    }

    private static Properties settings(Path folder, int port, int controllerPort) {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put(
                "listeners",
                CLIENTS + "://" + HOST + ":" + port + "," + CONTROLLER + "://" + HOST + ":" + controllerPort);
        settings.put("advertised.listeners", CLIENTS + "://" + HOST + ":" + port);
        settings.put("inter.broker.listener.name", CLIENTS);
        settings.put("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        settings.put("auto.create.topics.enable", "false");

        // There is one broker, so nothing can be replicated.
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");

        // After a kill the broker's old registration and open transactions block it until they time out: seconds, not
        // minutes.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        settings.put("group.initial.rebalance.delay.ms", "0");

        // A transaction that begins while the one before is still being marked is tried again later, and offsets wait
        // for company. Both suit clusters under load; here each step of each task would wait.
        settings.put("add.partitions.to.txn.retry.backoff.ms", "2");
        settings.put("group.coordinator.append.linger.ms", "0");

        // A single node loads one partition of each internal topic faster than fifty.
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        return settings;
    }
}
