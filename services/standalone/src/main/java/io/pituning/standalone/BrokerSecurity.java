package io.pituning.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the embedded broker needs to take only clients it knows: TLS, SASL/SCRAM-SHA-512, and rights for each.
 *
 * @param keyStore PKCS #12 file with the broker's key and certificate
 * @param trustStore PKCS #12 file with the certificates to trust
 * @param storePassword of both
 * @param administrator name of the user who may do everything and gives others their rights; also the broker towards itself
 * @param administratorPassword without quotation marks or backslashes
 */
public record BrokerSecurity(
        Path keyStore, Path trustStore, String storePassword, String administrator, String administratorPassword) {
    private static final String SCRAM = "SCRAM-SHA-512";
    private static final String SCRAM_LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule";
    private static final String PLAIN_LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

    /** {@return the settings of a client that is this user} */
    public Map<String, String> clientSettings(String user, String password) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                SCRAM,
                "sasl.jaas.config",
                login(SCRAM_LOGIN, user, password) + ";",
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.location",
                trustStore.toString(),
                "ssl.truststore.password",
                storePassword);
    }

    Map<String, Object> administratorSettings() {
        return Map.copyOf(clientSettings(administrator, administratorPassword));
    }

    /** What the broker's folder is formatted with: the one user it knows before anyone can tell it another. */
    List<String> scramRecords() {
        return List.of(SCRAM + "=[name=" + administrator + ",password=" + administratorPassword + "]");
    }

    Map<String, String> brokerSettings() {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "listener.security.protocol.map",
                EmbeddedKafka.CLIENTS + ":SASL_SSL," + EmbeddedKafka.CONTROLLER + ":SASL_SSL");
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", keyStore.toString());
        settings.put("ssl.keystore.password", storePassword);
        settings.put("ssl.key.password", storePassword);
        settings.put("ssl.truststore.type", "PKCS12");
        settings.put("ssl.truststore.location", trustStore.toString());
        settings.put("ssl.truststore.password", storePassword);

        String clients = "listener.name." + EmbeddedKafka.CLIENTS.toLowerCase(Locale.ROOT) + ".";
        settings.put(clients + "sasl.enabled.mechanisms", SCRAM);
        settings.put(
                clients + "scram-sha-512.sasl.jaas.config",
                login(SCRAM_LOGIN, administrator, administratorPassword) + ";");
        settings.put("sasl.mechanism.inter.broker.protocol", SCRAM);

        // The users of SCRAM are themselves records of the controller, so it cannot ask for them.
        String controller = "listener.name." + EmbeddedKafka.CONTROLLER.toLowerCase(Locale.ROOT) + ".";
        settings.put("sasl.mechanism.controller.protocol", "PLAIN");
        settings.put(controller + "sasl.enabled.mechanisms", "PLAIN");
        settings.put(
                controller + "plain.sasl.jaas.config",
                login(PLAIN_LOGIN, administrator, administratorPassword) + " user_" + administrator + "=\""
                        + administratorPassword + "\";");

        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:" + administrator);
        return settings;
    }

    private static String login(String module, String user, String password) {
        return module + " required username=\"" + user + "\" password=\"" + password + "\"";
    }

    @Override
    public String toString() {
        return "BrokerSecurity[administrator=" + administrator + "]";
    }
}
