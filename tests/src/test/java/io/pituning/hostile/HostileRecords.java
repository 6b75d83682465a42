package io.pituning.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.TaskRegistered;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A fuzzer: makes of genuine records such that no service can do anything with, each in one of many ways.
 *
 * <p>None of them can be right by chance, so that each must be answered by a failure; but for the tombstones of tasks that never were, which
 * {@link #isAnswered} tells from the others.
 */
public final class HostileRecords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONG_TEXT = 900_000;
    private static final int DEEPEST = 100_000;
    /** Of those megabytes of text there are few: they would only fill the broker's disk. */
    private static final int ONE_IN = 40;

    private final Random random;
    private final Map<Topic, ObjectNode> genuine;
    private final List<String> dataSets;
    private final List<Artifact> artifacts;
    private final List<String> addresses;
    private int made;

    /**
     * @param genuine a record of each topic that a service reads
     * @param dataSets references of data sets nobody can learn from, or must not
     * @param artifacts that lie in the store and have the promised checksum, but hold no expert
     * @param outside a folder that nothing may be read from
     */
    public HostileRecords(
            long seed, Map<Topic, ObjectNode> genuine, List<String> dataSets, List<Artifact> artifacts, Path outside) {
        this.random = new Random(seed);
        this.genuine = genuine;
        this.dataSets = dataSets;
        this.artifacts = artifacts;
        this.addresses = List.of(
                outside.toUri().toString(),
                "file:///etc",
                "file:///etc/passwd",
                "file:///proc/self",
                "file:" + outside.getParent() + "/artifacts/objects/../../" + outside.getFileName(),
                "file://elsewhere/share",
                "file:///%00",
                "file:relative",
                "s3://bucket/key",
                "http://localhost:1/",
                "jar:file:/etc/some.jar!/",
                "data:,x",
                "//",
                ":",
                "\u0000");
    }

    private record Made(String key, byte[] value) {}

    /** Whether a record must be answered by a failure: all but a tombstone under what may be a task's name, which retires nobody. */
    public static boolean isAnswered(ProducerRecord<byte[], byte[]> record) {
        return record.value() != null
                || !TaskRegistered.NAME
                        .matcher(new String(record.key(), StandardCharsets.UTF_8))
                        .matches();
    }

    /** {@return the next one} */
    public ProducerRecord<byte[], byte[]> next() {
        made++;
        Topic topic = pick(List.copyOf(genuine.keySet()));
        String task = "hostile-" + made;
        Made hostile = hostile(topic, task);
        var record = new ProducerRecord<>(
                topic.topicName(),
                hostile.key() == null ? null : hostile.key().getBytes(StandardCharsets.UTF_8),
                hostile.value());
        if (random.nextInt(4) == 0) {
            record.headers().add("trace", bytes(random.nextInt(1000)));
        }
        if (random.nextInt(ONE_IN) == 0) {
            record.headers().add("long", bytes(50_000));
        }
        return record;
    }

    private Made hostile(Topic topic, String task) {
        ObjectNode event = event(topic, task);
        return switch (random.nextInt(17)) {
            case 0 -> new Made(task, bytes(random.nextInt(4000)));
            case 1 -> new Made(task, cutOff(event));
            case 2 -> new Made(task, text(deep()));
            case 3 -> new Made(task, text(withDeepField(event)));
            case 4, 5 -> new Made(task, json(wronglyTyped(event)));
            case 6 -> new Made(task, text(withHugeNumber(event)));
            case 7 -> new Made(task, longText(event));
            case 8 -> new Made(key(task), json(event));
            case 9 -> new Made(task, json(without(event)));
            case 10 -> new Made(task, json(envelope(event)));
            case 11 -> new Made(task, new byte[0]);
            case 12 ->
                new Made(
                        task,
                        text(pick(List.of(
                                "null",
                                "[]",
                                "7",
                                "\"text\"",
                                "{}",
                                "{\"task\":null}",
                                "NaN",
                                "{'task':1}",
                                "<xml/>",
                                "{}{}"))));
            case 13 -> new Made(anotherKey(task), null);
            default -> new Made(task, json(misleading(topic, event)));
        };
    }

    /** What is well written, but names what must not be read or cannot be used. */
    private ObjectNode misleading(Topic topic, ObjectNode event) {
        switch (topic) {
            case TASKS -> {
                if (random.nextBoolean()) {
                    event.put("dataset", pick(dataSets));
                } else if (random.nextBoolean()) {
                    event.put("dataset", pick(addresses));
                } else if (random.nextBoolean()) {
                    event.put("foundation", pick(List.of("pi-giant", "a..", "..", "/etc", "x".repeat(199))));
                } else {
                    event.put(
                            pick(List.of("shot", "__proto__", "class", "@type", "x".repeat(1 + random.nextInt(500)))),
                            1);
                }
            }
            case TASK_VECTORS -> {
                ObjectNode tensor = (ObjectNode) event.at("/vector/tensors/0");
                switch (random.nextInt(3)) {
                    case 0 -> tensor.putArray("values");
                    case 1 -> tensor.putArray("values").add(-1);
                    default ->
                        event.putObject("vector")
                                .put("pooling", "row")
                                .put("examples", 1)
                                .putArray("tensors")
                                .addObject()
                                .put("name", "t")
                                .putArray("values")
                                .add(0);
                }
            }
            case EXPERTS, TUNED_EXPERTS -> event.set("artifact", artifact());
            default -> event.set("expertArtifact", artifact());
        }
        return event;
    }

    private JsonNode artifact() {
        if (random.nextBoolean()) {
            return JSON.valueToTree(pick(artifacts));
        }
        return NODES.objectNode()
                .put("uri", pick(addresses))
                .put("sha256", "%064x".formatted(random.nextInt(Integer.MAX_VALUE)))
                .put("bytes", random.nextInt(1000));
    }

    private ObjectNode event(Topic topic, String task) {
        ObjectNode event = genuine.get(topic).deepCopy();
        event.put("task", task);
        if (event.has("request")) {
            ((ObjectNode) event.get("request")).put("task", task);
        }
        return event;
    }

    private byte[] cutOff(ObjectNode event) {
        byte[] whole = json(event);
        byte[] part = new byte[random.nextInt(whole.length - 1) + 1];
        System.arraycopy(whole, 0, part, 0, part.length);
        return part;
    }

    private String deep() {
        int depth = 1000 + random.nextInt(DEEPEST);
        return random.nextBoolean()
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private String withDeepField(ObjectNode event) {
        event.put("deep", "HERE");
        return event.toString().replace("\"HERE\"", deep());
    }

    private ObjectNode wronglyTyped(ObjectNode event) {
        String field = pick(names(event));
        JsonNode value = event.get(field);
        event.set(
                field,
                switch (value.getNodeType()) {
                    case NUMBER, BOOLEAN -> NODES.textNode("seven");
                    case STRING -> NODES.arrayNode().add(1);
                    case OBJECT -> random.nextBoolean() ? NODES.arrayNode() : NODES.numberNode(1);
                    default -> NODES.objectNode();
                });
        return event;
    }

    private String withHugeNumber(ObjectNode event) {
        String field = pick(Stream.concat(
                        names(event).stream().filter(name -> event.get(name).isIntegralNumber()), Stream.of("seed"))
                .toList());
        event.put(field, "HERE");
        String digits = "9".repeat(20 + random.nextInt(5000));
        return event.toString()
                .replace(
                        "\"HERE\"",
                        pick(List.of("1e400", "-1e400", digits, "-" + digits, "1e999999999", "0x10", "--1")));
    }

    private byte[] longText(ObjectNode event) {
        if (random.nextInt(4) != 0) {
            event.put("task", "x".repeat(100));
            return json(event);
        }
        String text = pick(List.of("x", "\u0000", "\"", "ü", "\ud83d\ude00")).repeat(LONG_TEXT / 8);
        if (random.nextBoolean()) {
            event.put("task", text);
        } else {
            event.removeAll();
            event.put(text, 1);
        }
        return json(event);
    }

    private String key(String task) {
        return random.nextInt(4) == 0 ? null : anotherKey(task);
    }

    private String anotherKey(String task) {
        return switch (random.nextInt(3)) {
            case 0 -> "x".repeat(random.nextInt(ONE_IN) == 0 ? LONG_TEXT : 2000);
            case 1 -> "\u0000\u001b[2J\r\n";
            default -> task + "x";
        };
    }

    private ObjectNode without(ObjectNode event) {
        event.remove("task");
        return event;
    }

    private ObjectNode envelope(ObjectNode event) {
        ObjectNode envelope =
                NODES.objectNode().put("specversion", "1.0").put("id", "1").put("source", "/x");
        switch (random.nextInt(5)) {
            case 0 -> envelope.put("type", "x").put("data_base64", "no base64 ***");
            case 1 -> envelope.put("type", "x").put("data_base64", 5);
            case 2 -> envelope.put("type", "x").putNull("data_base64");
            case 3 -> envelope.put("type", "io.pituning.Other.v1").set("data", event);
            default -> envelope.put("type", "x").put("data", "{\"task\":");
        }
        return envelope;
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count + 1];
        random.nextBytes(bytes);
        // Never the beginning of anything that could be JSON.
        bytes[0] = (byte) 0xFF;
        return bytes;
    }

    private static byte[] json(JsonNode node) {
        return text(node.toString());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
