package io.pituning.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.pituning.standalone.BrokerSecurity;
import io.pituning.standalone.EmbeddedKafka;
import io.pituning.standalone.KafkaTopics;
import io.pituning.workflow.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The five services, each as a user of its own, on a broker that takes only TLS and SASL/SCRAM; the users have exactly the rights of
 * {@code infra/users.yaml}. Artifacts are in S3, and each service has a cache of its own: no disk is shared.
 */
public final class SecuredSystem implements AutoCloseable {
    private static final Path USERS = Path.of("../infra/users.yaml");
    private static final String SECRET = "s3cr3t-of-";
    private static final int ITERATIONS = 4096;

    private final Path home;
    private final Broker broker;
    private final SeparateSystem services;
    private final S3Server s3;

    private SecuredSystem(Path home, Broker broker, SeparateSystem services, S3Server s3) {
        this.home = home;
        this.broker = broker;
        this.services = services;
        this.s3 = s3;
    }

    /** Starts it; returns when it is ready. */
    public static SecuredSystem start(Path home) {
        Certificates certificates = Certificates.make(home, SECRET + "the-stores");
        var security = new BrokerSecurity(
                certificates.keyStore(),
                certificates.trustStore(),
                certificates.password(),
                "admin",
                password("admin"));
        EmbeddedKafka kafka = EmbeddedKafka.startSecured(home.resolve("kafka"), 0, security);
        try {
            kafka.create(KafkaTopics.all());
            try (Admin admin = Admin.create(kafka.administratorSettings())) {
                admin.alterUserScramCredentials(credentials()).all().get();
                admin.createAcls(rights()).all().get();
            }
        } catch (ExecutionException e) {
            kafka.close();
            throw new IllegalStateException("The users could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while users were made", e);
        }
        var broker = new Broker(kafka.bootstrapServers(), kafka, user -> security.clientSettings(user, password(user)));
        S3Server s3 = new S3Server();
        SeparateSystem services = SeparateSystem.start(
                broker, home, service -> s3.variables(home.resolve("cache").resolve(service)));
        return new SecuredSystem(home, broker, services, s3);
    }

    /** {@return what no log may hold: the beginning of every password here, and the key to the bucket} */
    public static List<String> secrets() {
        return List.of(SECRET, S3Server.SECRET);
    }

    /** {@return the names of the files in the artifact store} */
    public List<String> artifacts() {
        return s3.files();
    }

    /** {@return the names of the users that {@code infra/users.yaml} declares} */
    public static List<String> users() {
        return declared().stream()
                .map(user -> user.at("/metadata/name").textValue())
                .toList();
    }

    /** {@return settings of a client that is this user} */
    public Map<String, Object> client(String user) {
        Map<String, Object> settings = new HashMap<>(broker.clientSettings().apply(user));
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return settings;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Runs the {@code pi} command as a user; {@return what it printed} */
    public String pi(String user, String... arguments) {
        Map<String, String> variables =
                new HashMap<>(KafkaVariables.of(broker.clientSettings().apply(user)));
        variables.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        return PiCommand.run(home, variables, arguments);
    }

    private static String password(String user) {
        return SECRET + user;
    }

    private static List<UserScramCredentialAlteration> credentials() {
        List<UserScramCredentialAlteration> credentials = new ArrayList<>();
        users().forEach(user -> credentials.add(new UserScramCredentialUpsertion(
                user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password(user))));
        return credentials;
    }

    /** As Strimzi's user operator makes them. */
    private static List<AclBinding> rights() {
        List<AclBinding> rights = new ArrayList<>();
        for (JsonNode user : declared()) {
            String principal = "User:" + user.at("/metadata/name").textValue();
            for (JsonNode acl : user.at("/spec/authorization/acls")) {
                var resource = new ResourcePattern(
                        resourceType(acl.at("/resource/type").textValue()),
                        acl.at("/resource/name").textValue(),
                        acl.at("/resource/patternType").textValue().equals("prefix")
                                ? PatternType.PREFIXED
                                : PatternType.LITERAL);
                acl.get("operations")
                        .forEach(operation -> rights.add(new AclBinding(
                                resource,
                                new AccessControlEntry(
                                        principal, "*", operation(operation.textValue()), AclPermissionType.ALLOW))));
            }
        }
        return rights;
    }

    private static ResourceType resourceType(String strimzi) {
        return strimzi.equals("transactionalId")
                ? ResourceType.TRANSACTIONAL_ID
                : ResourceType.valueOf(strimzi.toUpperCase(Locale.ROOT));
    }

    private static AclOperation operation(String strimzi) {
        return AclOperation.valueOf(
                strimzi.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
    }

    private static List<JsonNode> declared() {
        List<JsonNode> users = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(USERS.toFile())) {
            documents.forEachRemaining(users::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return users;
    }

    @Override
    public void close() {
        services.close();
        s3.close();
    }
}
