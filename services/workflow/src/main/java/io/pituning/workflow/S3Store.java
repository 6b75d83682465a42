package io.pituning.workflow;

import io.pituning.schemas.event.Artifact;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * An {@link ArtifactStore} in a bucket of S3 or of anything that speaks its protocol.
 *
 * <p>A single put is atomic there but several are not: what names others ({@code results}, {@code newest}) is put last. What is read is
 * downloaded once into a cache on this machine's disk and compared with its checksum, there too each time. Credentials come from where AWS
 * clients look for them: environment, profile, the container's or machine's role.
 */
public final class S3Store implements ArtifactStore {
    private static final Logger LOG = Logger.getLogger(S3Store.class);
    private static final String OBJECTS = "objects/";
    private static final String RESULTS = "results/";
    private static final String CHECKPOINTS = "checkpoints/";
    private static final String NEWEST = "newest";
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final S3Client s3;
    private final String bucket;
    /** Empty, or ends with a slash. */
    private final String prefix;

    private final Drafts drafts;
    private final ObjectFolder cache;
    private final ObjectFolder cachedCheckpoints;

    private S3Store(S3Client s3, String bucket, String prefix, Path cache) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
        this.drafts = new Drafts(cache.resolve("drafts"));
        this.cache = new ObjectFolder(cache.resolve("objects"), drafts);
        this.cachedCheckpoints = new ObjectFolder(cache.resolve("checkpoints"), drafts);
    }

    static S3Store open(StoreSettings settings) {
        URI address = settings.bucketAddress();
        String path = address.getPath().replaceAll("^/+|/+$", "");
        S3ClientBuilder client = S3Client.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(TO_CONNECT)
                        .socketTimeout(SILENCE))
                // Not every S3-compatible server knows AWS's newer checksums; content is compared here anyway.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        settings.endpoint().ifPresent(client::endpointOverride);
        return new S3Store(
                client.build(),
                address.getHost(),
                path.isEmpty() ? "" : path + "/",
                settings.cache().toAbsolutePath().normalize());
    }

    @Override
    public Draft draft(StepKey key) {
        try {
            return new Draft(drafts.create(), this::address, (folder, artifact, event) -> {
                artifact.ifPresent(made -> {
                    upload(folder, OBJECTS + made.sha256() + "/");
                    remember(folder, made);
                });
                put(result(key), event);
            });
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The folder for drafts cannot be written", e);
        }
    }

    private String address(String sha256) {
        return "s3://" + bucket + "/" + prefix + OBJECTS + Checksum.require(sha256);
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
        Optional<byte[]> event = get(result);
        // Put again, so that it counts as used now.
        event.ifPresent(bytes -> put(result, bytes));
        return event;
    }

    @Override
    public Path fetch(Artifact artifact) {
        if (!Checksum.isOne(artifact.sha256()) || !artifact.uri().equals(address(artifact.sha256()))) {
            throw ArtifactStore.forbidden(artifact, "it is no address of this artifact store");
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
        String place = OBJECTS + artifact.sha256() + "/";
        List<S3Object> files = list(place);
        if (files.isEmpty()) {
            throw ArtifactStore.missing(artifact);
        }
        // Looked at before anything is downloaded: no more than was promised comes onto this disk.
        if (files.stream().mapToLong(S3Object::size).sum() != artifact.bytes()) {
            throw ArtifactStore.corrupt(artifact);
        }
        Path folder = drafts.create();
        try {
            if (!download(files, place, folder) || !Checksum.of(folder).equals(artifact.sha256())) {
                throw ArtifactStore.corrupt(artifact);
            }
            cache.add(folder, artifact.sha256());
        } finally {
            Folders.delete(folder);
        }
    }

    /** Downloads files into a folder; {@return false if a name would lead out of it} */
    private boolean download(List<S3Object> files, String place, Path folder) throws IOException {
        for (S3Object file : files) {
            Path target = folder.resolve(file.key().substring((prefix + place).length()))
                    .normalize();
            if (!target.startsWith(folder) || target.equals(folder)) {
                return false;
            }
            Files.createDirectories(target.getParent());
            try {
                s3.getObject(request -> request.bucket(bucket).key(file.key()), target);
            } catch (SdkException e) {
                throw unreachable(e);
            }
        }
        return true;
    }

    @Override
    public void saveCheckpoint(StepKey key, Draft.Writer writer) {
        try {
            Path folder = drafts.create();
            try {
                writer.write(folder);
                String sha256 = Checksum.of(folder);
                upload(folder, checkpoints(key) + sha256 + "/");
                put(checkpoints(key) + NEWEST, sha256.getBytes(StandardCharsets.US_ASCII));
                list(checkpoints(key)).stream()
                        .map(S3Object::key)
                        .filter(name -> !name.startsWith(prefix + checkpoints(key) + sha256 + "/"))
                        .filter(name -> !name.equals(prefix + checkpoints(key) + NEWEST))
                        .forEach(this::delete);
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw ArtifactStore.unavailable("A checkpoint cannot be written", e);
        }
    }

    @Override
    public Optional<Path> checkpoint(StepKey key) {
        Optional<String> newest = get(checkpoints(key) + NEWEST)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .filter(Checksum::isOne);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        String sha256 = newest.orElseThrow();
        String place = checkpoints(key) + sha256 + "/";
        try {
            Path folder = drafts.create();
            try {
                if (!download(list(place), place, folder)
                        || !Checksum.of(folder).equals(sha256)) {
                    LOG.warnf("The checkpoint in %s is damaged: the step begins anew", place);
                    return Optional.empty();
                }
                cachedCheckpoints.add(folder, sha256);
                return Optional.of(cachedCheckpoints.place(sha256));
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw ArtifactStore.unavailable("A checkpoint cannot be read", e);
        }
    }

    @Override
    public void removeCheckpoint(StepKey key) {
        get(checkpoints(key) + NEWEST)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .filter(Checksum::isOne)
                .ifPresent(this::forgetCached);
        list(checkpoints(key)).forEach(file -> delete(file.key()));
    }

    private void forgetCached(String sha256) {
        try {
            cachedCheckpoints.remove(sha256);
        } catch (IOException e) {
            LOG.warnf(e, "The checkpoint %s stays in the cache", sha256);
        }
    }

    @Override
    public Garbage collect(Instant before, Supplier<Set<String>> live, boolean remove) {
        try {
            drafts.sweep();
            return new GarbageCollection(new Contents()).collect(before, live, remove);
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The artifact store cannot be cleaned up", e);
        }
    }

    @Override
    public Set<String> artifacts() {
        return new Contents()
                .artifacts().stream().map(GarbageCollection.Item::name).collect(Collectors.toUnmodifiableSet());
    }

    /** What the garbage collection sees of the bucket; several files of one folder are one item. */
    private final class Contents implements GarbageCollection.Contents {
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
            Map<String, List<S3Object>> byName = new LinkedHashMap<>();
            for (S3Object file : list(part)) {
                List<String> names =
                        List.of(file.key().substring((prefix + part).length()).split("/"));
                String name = String.join("/", names.subList(0, Math.min(depth, names.size())));
                byName.computeIfAbsent(name, any -> new ArrayList<>()).add(file);
            }
            return byName.entrySet().stream()
                    .map(item -> new GarbageCollection.Item(
                            item.getKey(),
                            item.getValue().stream()
                                    .map(S3Object::lastModified)
                                    .max(Instant::compareTo)
                                    .orElseThrow(),
                            item.getValue().stream().mapToLong(S3Object::size).sum()))
                    .toList();
        }

        @Override
        public byte[] read(GarbageCollection.Item result) {
            return get(RESULTS + result.name()).orElseGet(() -> new byte[0]);
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
        public void removeCheckpoint(GarbageCollection.Item checkpoint, Instant before) {
            remove(CHECKPOINTS + checkpoint.name() + "/", before);
        }

        private boolean remove(String place, Instant before) {
            List<S3Object> files = list(place);
            if (files.stream().anyMatch(file -> !file.lastModified().isBefore(before))) {
                return false;
            }
            files.forEach(file -> delete(file.key()));
            return true;
        }
    }

    private void upload(Path folder, String place) {
        try {
            Checksum.filesByName(folder).forEach((name, file) -> {
                try {
                    s3.putObject(request -> request.bucket(bucket).key(prefix + place + name), file);
                } catch (SdkException e) {
                    throw unreachable(e);
                }
            });
        } catch (IOException e) {
            throw ArtifactStore.unavailable("The files to upload cannot be read", e);
        }
    }

    private void put(String name, byte[] content) {
        try {
            s3.putObject(request -> request.bucket(bucket).key(prefix + name), RequestBody.fromBytes(content));
        } catch (SdkException e) {
            throw unreachable(e);
        }
    }

    private Optional<byte[]> get(String name) {
        try {
            return Optional.of(
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(prefix + name))
                            .asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw unreachable(e);
        }
    }

    private List<S3Object> list(String place) {
        try {
            return s3
                    .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + place))
                    .contents()
                    .stream()
                    .toList();
        } catch (SdkException e) {
            throw unreachable(e);
        }
    }

    private void delete(String key) {
        try {
            s3.deleteObject(request -> request.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw unreachable(e);
        }
    }

    private String result(StepKey key) {
        return RESULTS + key.folder() + ".json";
    }

    private String checkpoints(StepKey key) {
        return CHECKPOINTS + key.folder() + "/";
    }

    private StepException unreachable(SdkException why) {
        return ArtifactStore.unavailable(
                "The artifact store s3://" + bucket + "/" + prefix + " does not answer as it should", why);
    }

    @Override
    public void close() {
        drafts.close();
        s3.close();
    }
}
