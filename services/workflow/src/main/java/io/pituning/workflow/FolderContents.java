package io.pituning.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where an artifact store keeps what in a folder, as its garbage collection sees it; an item's name is its path below its part of the store. */
record FolderContents(Path root, Drafts drafts) implements GarbageCollection.Contents {
    static final String OBJECTS = "objects";
    static final String RESULTS = "results";
    static final String CHECKPOINTS = "checkpoints";

    @Override
    public List<GarbageCollection.Item> artifacts() throws IOException {
        return items(OBJECTS, 1);
    }

    @Override
    public List<GarbageCollection.Item> results() throws IOException {
        return items(RESULTS, StepKey.DEPTH);
    }

    @Override
    public List<GarbageCollection.Item> checkpoints() throws IOException {
        return items(CHECKPOINTS, StepKey.DEPTH);
    }

    private List<GarbageCollection.Item> items(String part, int depth) throws IOException {
        Path folder = root.resolve(part);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> places;
        try (Stream<Path> all = Files.walk(folder, depth)) {
            places = all.filter(path ->
                            !path.equals(folder) && folder.relativize(path).getNameCount() == depth)
                    .toList();
        }
        List<GarbageCollection.Item> items = new ArrayList<>();
        for (Path place : places) {
            items.add(new GarbageCollection.Item(
                    folder.relativize(place).toString(),
                    Files.getLastModifiedTime(place).toInstant(),
                    Checksum.bytes(place)));
        }
        return items;
    }

    @Override
    public byte[] read(GarbageCollection.Item result) throws IOException {
        return Files.readAllBytes(root.resolve(RESULTS).resolve(result.name()));
    }

    @Override
    public boolean removeArtifact(GarbageCollection.Item artifact, Instant before) throws IOException {
        return remove(OBJECTS, artifact, before);
    }

    @Override
    public boolean removeResult(GarbageCollection.Item result, Instant before) throws IOException {
        return remove(RESULTS, result, before);
    }

    @Override
    public void removeCheckpoint(GarbageCollection.Item checkpoint, Instant before) throws IOException {
        remove(CHECKPOINTS, checkpoint, before);
    }

    /** Takes it away first and looks then: what somebody has marked as used in between is put back. */
    private boolean remove(String part, GarbageCollection.Item item, Instant before) throws IOException {
        Path place = root.resolve(part).resolve(item.name());
        Path aside = drafts.create().resolve("removed");
        Folders.moveInto(place, aside);
        boolean unused = Files.getLastModifiedTime(aside).toInstant().isBefore(before);
        if (!unused && Files.notExists(place)) {
            Folders.moveInto(aside, place);
        }
        Folders.delete(aside.getParent());
        return unused;
    }
}
