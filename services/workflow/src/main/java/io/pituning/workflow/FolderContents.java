package io.pituning.workflow;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        List<GarbageCollection.Item> items = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(), depth, new Folders.Visitor() {
            @Override
            public FileVisitResult visitFile(Path place, BasicFileAttributes attributes) throws IOException {
                Path name = folder.relativize(place);
                if (name.getNameCount() == depth) {
                    item(place, name.toString(), attributes).ifPresent(items::add);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return items;
    }

    /** Nothing for what has gone, in whole or in part, since it was seen: a step has just ended or kept its next checkpoint. */
    private static Optional<GarbageCollection.Item> item(Path place, String name, BasicFileAttributes attributes)
            throws IOException {
        try {
            return Optional.of(new GarbageCollection.Item(
                    name, attributes.lastModifiedTime().toInstant(), Checksum.bytes(place)));
        } catch (NoSuchFileException goneMeanwhile) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] read(GarbageCollection.Item result) throws IOException {
        try {
            return Files.readAllBytes(root.resolve(RESULTS).resolve(result.name()));
        } catch (NoSuchFileException goneMeanwhile) {
            return new byte[0];
        }
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
    public boolean removeCheckpoint(GarbageCollection.Item checkpoint, Instant before) throws IOException {
        return remove(CHECKPOINTS, checkpoint, before);
    }

    /** Takes it away first and looks then: what somebody has marked as used in between is put back. */
    private boolean remove(String part, GarbageCollection.Item item, Instant before) throws IOException {
        Path place = root.resolve(part).resolve(item.name());
        Path aside = drafts.create().resolve("removed");
        try {
            Folders.moveInto(place, aside);
        } catch (NoSuchFileException goneMeanwhile) {
            Folders.delete(aside.getParent());
            return false;
        }
        boolean unused = Files.getLastModifiedTime(aside).toInstant().isBefore(before);
        if (!unused && Files.notExists(place)) {
            Folders.moveInto(aside, place);
        }
        Folders.delete(aside.getParent());
        return unused;
    }
}
