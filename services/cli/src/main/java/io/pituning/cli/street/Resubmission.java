package io.pituning.cli.street;

import io.pituning.schemas.event.Original;
import io.pituning.schemas.event.StepFailed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record a step failed on, and whether it can be published again.
 *
 * @param original as the failure tells it
 * @param record what to publish; empty where that cannot or should not be
 * @param reason what was done and why, for a person
 */
public record Resubmission(Original original, Optional<ProducerRecord<byte[], byte[]>> record, String reason) {

    /** {@return for every record that these failures tell of what to do, each once, in the order of the failures} */
    public static List<Resubmission> of(List<StepFailed> failures, Broker broker) {
        Map<String, Original> originals = new LinkedHashMap<>();
        failures.forEach(failed -> originals.put(place(failed.original()), failed.original()));
        Set<String> topics = originals.values().stream().map(Original::topic).collect(Collectors.toSet());
        List<Resubmission> resubmissions = new ArrayList<>();
        try (Records records = broker.records()) {
            List<ConsumerRecord<byte[], byte[]>> later = new ArrayList<>();
            records.all(topics, record -> later.add(withoutValue(record)));
            for (Original original : originals.values()) {
                resubmissions.add(of(original, records, later));
            }
        }
        return resubmissions;
    }

    private static Resubmission of(Original original, Records records, List<ConsumerRecord<byte[], byte[]>> all) {
        Optional<byte[]> key = original.key().map(text -> text.getBytes(StandardCharsets.UTF_8));
        boolean superseded = key.isPresent()
                && all.stream()
                        .anyMatch(record -> record.topic().equals(original.topic())
                                && record.partition() == original.partition()
                                && record.offset() > original.offset()
                                && Arrays.equals(record.key(), key.orElseThrow()));
        if (superseded) {
            return new Resubmission(original, Optional.empty(), "left out, a newer record has superseded it");
        }
        var partition = new TopicPartition(original.topic(), original.partition());
        Optional<ConsumerRecord<byte[], byte[]>> there = records.at(partition, original.offset());
        if (there.isPresent()) {
            ConsumerRecord<byte[], byte[]> record = there.orElseThrow();
            return new Resubmission(
                    original,
                    Optional.of(new ProducerRecord<>(
                            record.topic(), record.partition(), record.key(), record.value(), record.headers())),
                    "published again");
        }
        if (!original.isWhole()) {
            return new Resubmission(
                    original,
                    Optional.empty(),
                    "left out, the record is no longer on its topic and too long for its failure to hold");
        }
        return new Resubmission(original, Optional.of(copy(original, key)), "published again from the failure's copy");
    }

    private static ProducerRecord<byte[], byte[]> copy(Original original, Optional<byte[]> key) {
        var headers = new RecordHeaders();
        original.headers()
                .orElse(List.of())
                .forEach(header -> headers.add(header.name(), header.bytes().orElse(null)));
        return new ProducerRecord<>(
                original.topic(),
                original.partition(),
                key.orElse(null),
                original.valueBytes().orElse(null),
                headers);
    }

    /** Only who supersedes whom is asked: the values of a whole topic need not lie in memory. */
    private static ConsumerRecord<byte[], byte[]> withoutValue(ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), record.key(), new byte[0]);
    }

    /** {@return where the record lay} */
    public String place() {
        return place(original);
    }

    private static String place(Original original) {
        return original.topic() + " partition " + original.partition() + " offset " + original.offset();
    }
}
