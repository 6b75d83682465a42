package io.pituning.cli.street;

import io.pituning.schemas.event.Original;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells which records newer ones of the same key have superseded. */
final class NewerRecords {
    private final Map<Key, List<Place>> places = new HashMap<>();

    private record Key(String topic, ByteBuffer bytes) {}

    private record Place(int partition, long offset, long timestamp) {}

    /** {@return what lies now on the topics that these records lay on} */
    static NewerRecords than(Collection<Original> originals, Records records) {
        var newer = new NewerRecords();
        records.all(originals.stream().map(Original::topic).collect(Collectors.toSet()), newer::take);
        return newer;
    }

    /** Keeps where a record lies, not its value: a whole topic need not lie in memory. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() != null) {
            places.computeIfAbsent(new Key(record.topic(), ByteBuffer.wrap(record.key())), any -> new ArrayList<>())
                    .add(new Place(record.partition(), record.offset(), record.timestamp()));
        }
    }

    /** {@return whether a record of the same key came after this one on its topic} */
    boolean supersede(Original original) {
        List<Place> all = original.key()
                .map(text -> new Key(original.topic(), ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))))
                .map(places::get)
                .orElse(List.of());
        // Where compaction has removed the record, something newer lies in its own partition.
        Optional<Long> time = all.stream()
                .filter(place -> place.partition() == original.partition() && place.offset() == original.offset())
                .map(Place::timestamp)
                .findFirst();
        return all.stream().anyMatch(place -> isAfter(place, original, time));
    }

    /** Clients that choose partitions in different ways put one key into several: between these only the time tells. */
    private static boolean isAfter(Place place, Original original, Optional<Long> time) {
        return place.partition() == original.partition()
                ? place.offset() > original.offset()
                : time.filter(told -> place.timestamp() > told).isPresent();
    }
}
