package io.pituning.cli.street;

import io.pituning.schemas.event.Original;
import java.nio.charset.StandardCharsets;
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
    public static List<Resubmission> of(List<Failure> failures, Broker broker) {
        List<Failure> standing = Failure.standing(failures, broker);
        try (Records records = broker.records()) {
            return of(failures, standing, records);
        }
    }

    static List<Resubmission> of(List<Failure> failures, List<Failure> standing, Records records) {
        Set<String> places = standing.stream()
                .map(failure -> place(failure.event().original()))
                .collect(Collectors.toSet());
        Map<String, Original> originals = new LinkedHashMap<>();
        failures.forEach(failure ->
                originals.put(place(failure.event().original()), failure.event().original()));
        return originals.entrySet().stream()
                .map(each -> places.contains(each.getKey())
                        ? of(each.getValue(), records)
                        : new Resubmission(
                                each.getValue(),
                                Optional.empty(),
                                "skipped: overcome since, or of an earlier registration"))
                .toList();
    }

    private static Resubmission of(Original original, Records records) {
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
                    "skipped: the record is no longer on its topic, and the failure has no complete copy of it");
        }
        return new Resubmission(original, Optional.of(copy(original)), "published again from the failure's copy");
    }

    private static ProducerRecord<byte[], byte[]> copy(Original original) {
        var headers = new RecordHeaders();
        original.headers()
                .orElse(List.of())
                .forEach(header -> headers.add(header.name(), header.bytes().orElse(null)));
        return new ProducerRecord<>(
                original.topic(),
                original.partition(),
                original.key()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .orElse(null),
                original.valueBytes().orElse(null),
                headers);
    }

    /** {@return where the record lay} */
    public String place() {
        return place(original);
    }

    private static String place(Original original) {
        return original.topic() + " partition " + original.partition() + " offset " + original.offset();
    }
}
