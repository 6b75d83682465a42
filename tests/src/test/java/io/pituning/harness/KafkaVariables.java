package io.pituning.harness;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Settings of Kafka's clients as the environment variables that services and command take them from. */
final class KafkaVariables {
    private KafkaVariables() {}

    static Map<String, String> of(Map<String, String> settings) {
        Map<String, String> variables = new HashMap<>();
        settings.forEach((name, value) ->
                variables.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return variables;
    }
}
