package io.pituning.workflow;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Decides what in an artifact store is garbage; the same for every kind of store. */
final class GarbageCollection {
    private final Contents contents;

    GarbageCollection(Contents contents) {
        this.contents = contents;
    }

    /**
     * Something in a store.
     *
     * @param name of an artifact its checksum, else any
     * @param used when it was written or used last
     */
    record Item(String name, Instant used, long bytes) {}

    /** What is in a store, and how it is removed. */
    interface Contents {
        List<Item> artifacts() throws IOException;

        List<Item> results() throws IOException;

        List<Item> checkpoints() throws IOException;

        /** {@return the event a result tells, without a byte where it has gone meanwhile} */
        byte[] read(Item result) throws IOException;

        /** Removes an artifact unless it was used since; {@return whether it was removed} */
        boolean removeArtifact(Item artifact, Instant before) throws IOException;

        /** Removes a result unless it was used since; {@return whether it was removed} */
        boolean removeResult(Item result, Instant before) throws IOException;

        /** Removes a checkpoint unless it was used since; {@return whether it was removed} */
        boolean removeCheckpoint(Item checkpoint, Instant before) throws IOException;
    }

    /** See {@link ArtifactStore#collect}. */
    Garbage collect(Instant before, Supplier<Set<String>> live, boolean remove) throws IOException {
        List<Item> artifacts = old(contents.artifacts(), before);
        List<Item> checkpoints = old(contents.checkpoints(), before);
        List<Item> results = contents.results();
        Set<String> named = new HashSet<>(live.get());
        for (Item result : results) {
            if (!result.used().isBefore(before)) {
                named.addAll(Checksum.namedIn(contents.read(result)));
            }
        }
        artifacts.removeIf(artifact -> named.contains(artifact.name()));
        Set<String> garbage = artifacts.stream().map(Item::name).collect(Collectors.toSet());

        // Results first: who finds none makes the artifact anew, who finds one may rely on what it names.
        List<Item> told = new ArrayList<>();
        for (Item result : old(results, before)) {
            Set<String> names = Checksum.namedIn(contents.read(result));
            if (names.stream().anyMatch(garbage::contains)) {
                if (!remove || contents.removeResult(result, before)) {
                    told.add(result);
                } else {
                    garbage.removeAll(names);
                }
            }
        }
        List<Item> removed = new ArrayList<>();
        for (Item artifact : artifacts) {
            if (garbage.contains(artifact.name()) && (!remove || contents.removeArtifact(artifact, before))) {
                removed.add(artifact);
            }
        }
        List<Item> halfDone = new ArrayList<>();
        for (Item checkpoint : checkpoints) {
            if (!remove || contents.removeCheckpoint(checkpoint, before)) {
                halfDone.add(checkpoint);
            }
        }
        return new Garbage(
                removed.stream().map(Item::name).toList(),
                told.size(),
                halfDone.size(),
                bytes(removed) + bytes(told) + bytes(halfDone));
    }

    private static List<Item> old(List<Item> items, Instant before) {
        return items.stream()
                .filter(item -> item.used().isBefore(before))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static long bytes(List<Item> items) {
        return items.stream().mapToLong(Item::bytes).sum();
    }
}
