package io.pituning.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where an artifact store keeps what in a bucket, as its garbage collection sees it; several files of one folder are one item. */
record BucketContents(Bucket bucket) implements GarbageCollection.Contents {
    static final String OBJECTS = "objects/";
    static final String RESULTS = "results/";
    static final String CHECKPOINTS = "checkpoints/";

    @Override
    public List<GarbageCollection.Item> artifacts() {
        return items(OBJECTS, 1);
    }

    @Override
    public List<GarbageCollection.Item> results() {
        return items(RESULTS, StepKey.DEPTH);
    }

    @Override
    public List<GarbageCollection.Item> checkpoints() {
        return items(CHECKPOINTS, StepKey.DEPTH);
    }

    private List<GarbageCollection.Item> items(String part, int depth) {
        Map<String, List<Bucket.Entry>> byName = new LinkedHashMap<>();
        for (Bucket.Entry file : bucket.list(part)) {
            List<String> names = List.of(file.name().substring(part.length()).split("/"));
            String name = String.join("/", names.subList(0, Math.min(depth, names.size())));
            byName.computeIfAbsent(name, any -> new ArrayList<>()).add(file);
        }
        return byName.entrySet().stream()
                .map(item -> new GarbageCollection.Item(
                        item.getKey(),
                        item.getValue().stream()
                                .map(Bucket.Entry::modified)
                                .max(Instant::compareTo)
                                .orElseThrow(),
                        item.getValue().stream().mapToLong(Bucket.Entry::bytes).sum()))
                .toList();
    }

    @Override
    public byte[] read(GarbageCollection.Item result) {
        return bucket.get(RESULTS + result.name()).orElseGet(() -> new byte[0]);
    }

    @Override
    public boolean removeArtifact(GarbageCollection.Item artifact, Instant before) {
        return remove(OBJECTS + artifact.name() + "/", before);
    }

    @Override
    public boolean removeResult(GarbageCollection.Item result, Instant before) {
        return remove(RESULTS + result.name(), before);
    }

    @Override
    public boolean removeCheckpoint(GarbageCollection.Item checkpoint, Instant before) {
        return remove(CHECKPOINTS + checkpoint.name() + "/", before);
    }

    private boolean remove(String place, Instant before) {
        List<Bucket.Entry> files = bucket.list(place);
        if (files.isEmpty() || files.stream().anyMatch(file -> !file.modified().isBefore(before))) {
            return false;
        }
        files.forEach(file -> bucket.delete(file.name()));
        return true;
    }
}
