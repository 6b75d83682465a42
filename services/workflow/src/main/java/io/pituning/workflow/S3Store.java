package io.pituning.workflow;

import io.pituning.schemas.event.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * An {@link ArtifactStore} in a bucket of S3 or of anything that speaks its protocol.
 *
 * <p>A single put is atomic there but several are not: what names others ({@code results}, {@code newest}) is put last. What is read is
 * downloaded once into a cache on this machine's disk and compared with its checksum, there too each time. Credentials come from where AWS
 * clients look for them: environment, profile, the container's or machine's role.
 */
public final class S3Store implements ArtifactStore {
    private static final Logger LOG = Logger.getLogger(S3Store.class);
    private static final String NEWEST = "newest";
    /** A checkpoint's only file. */
    private static final String STATE = "state";

    private final Bucket bucket;
    private final Drafts drafts;
    private final ObjectFolder cache;

    private S3Store(Bucket bucket, Path cache) {
        this.bucket = bucket;
        this.drafts = new Drafts(cache.resolve("drafts"));
        this.cache = new ObjectFolder(cache.resolve("objects"), drafts);
    }

    static S3Store open(StoreSettings settings) {
        return new S3Store(
                Bucket.open(settings), settings.cache().toAbsolutePath().normalize());
    }

    @Override
    public Draft draft(StepKey key) {
        try {
            return new Draft(drafts.create(), this::address, (folder, artifact, event) -> {
                artifact.ifPresent(made -> {
                    upload(folder, object(made.sha256()));
                    remember(folder, made);
                });
                bucket.put(result(key), event);
            });
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The folder for drafts cannot be written", e);
        }
    }

    private void upload(Path folder, String place) {
        try {
            bucket.upload(folder, place);
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The files to upload cannot be read", e);
        }
    }

    private String address(String sha256) {
        return bucket.address(BucketContents.OBJECTS + Checksum.require(sha256));
    }

    /** The services beside often want next what was made just now; it is stored safely whether or not this succeeds. */
    private void remember(Path folder, Artifact made) {
        try {
            cache.add(folder, made.sha256());
        } catch (IOException e) {
            LOG.warnf(e, "%s was stored but not cached", made.uri());
        }
    }

    @Override
    public Optional<byte[]> event(StepKey key) {
        String result = result(key);
        Optional<byte[]> event = bucket.get(result);
        // Put again, so that it counts as used now.
        event.ifPresent(bytes -> bucket.put(result, bytes));
        return event;
    }

    @Override
    public Path fetch(Artifact artifact) {
        if (!Checksum.isOne(artifact.sha256()) || !artifact.uri().equals(address(artifact.sha256()))) {
            throw ArtifactStore.forbidden(artifact, "it is not an address in this artifact store");
        }
        try {
            if (!cache.holds(artifact.sha256())) {
                download(artifact);
            }
            return cache.place(artifact.sha256());
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The cache for artifacts cannot be used", e);
        }
    }

    private void download(Artifact artifact) throws IOException {
        String place = object(artifact.sha256());
        List<Bucket.Entry> files = bucket.list(place);
        if (files.isEmpty()) {
            throw ArtifactStore.missing(artifact);
        }
        // Looked at before anything is downloaded: no more than was promised comes onto this disk.
        if (files.stream().mapToLong(Bucket.Entry::bytes).sum() != artifact.bytes()) {
            throw ArtifactStore.corrupt(artifact);
        }
        Path folder = drafts.create();
        try {
            if (!bucket.download(files, place, folder) || !Checksum.of(folder).equals(artifact.sha256())) {
                throw ArtifactStore.corrupt(artifact);
            }
            cache.add(folder, artifact.sha256());
        } finally {
            Folders.delete(folder);
        }
    }

    @Override
    public void saveCheckpoint(StepKey key, byte[] state) {
        try {
            Path folder = drafts.create();
            try {
                Files.write(folder.resolve(STATE), state);
                String sha256 = Checksum.of(folder);
                upload(folder, checkpoint(key, sha256));
                bucket.put(newest(key), sha256.getBytes(StandardCharsets.US_ASCII));
                bucket.list(checkpoints(key)).stream()
                        .map(Bucket.Entry::name)
                        .filter(name -> !name.startsWith(checkpoint(key, sha256)))
                        .filter(name -> !name.equals(newest(key)))
                        .forEach(bucket::delete);
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw ArtifactStore.unavailable("A checkpoint cannot be written", e);
        }
    }

    @Override
    public Optional<byte[]> checkpoint(StepKey key) {
        Optional<String> newest = newestCheckpoint(key);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        String sha256 = newest.orElseThrow();
        String place = checkpoint(key, sha256);
        try {
            Path folder = drafts.create();
            try {
                if (!bucket.download(bucket.list(place), place, folder)
                        || !Checksum.of(folder).equals(sha256)) {
                    LOG.warnf("The checkpoint in %s is damaged: the step starts from the beginning", place);
                    return Optional.empty();
                }
                return Optional.of(Files.readAllBytes(folder.resolve(STATE)));
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw ArtifactStore.unavailable("A checkpoint cannot be read", e);
        }
    }

    @Override
    public void removeCheckpoint(StepKey key) {
        bucket.list(checkpoints(key)).forEach(file -> bucket.delete(file.name()));
    }

    private Optional<String> newestCheckpoint(StepKey key) {
        return bucket.get(newest(key))
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .filter(Checksum::isOne);
    }

    @Override
    public Garbage collect(Instant before, Supplier<Set<String>> live, boolean remove) {
        try {
            Garbage garbage = new GarbageCollection(new BucketContents(bucket)).collect(before, live, remove);
            if (remove) {
                drafts.sweep();
            }
            return garbage;
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The artifact store cannot be cleaned up", e);
        }
    }

    @Override
    public Set<String> artifacts() {
        return new BucketContents(bucket)
                .artifacts().stream().map(GarbageCollection.Item::name).collect(Collectors.toUnmodifiableSet());
    }

    private static String object(String sha256) {
        return BucketContents.OBJECTS + sha256 + "/";
    }

    private static String result(StepKey key) {
        return BucketContents.RESULTS + key.folder() + ".json";
    }

    private static String checkpoints(StepKey key) {
        return BucketContents.CHECKPOINTS + key.folder() + "/";
    }

    private static String checkpoint(StepKey key, String sha256) {
        return checkpoints(key) + sha256 + "/";
    }

    private static String newest(StepKey key) {
        return checkpoints(key) + NEWEST;
    }

    @Override
    public void close() {
        drafts.close();
        bucket.close();
    }
}
