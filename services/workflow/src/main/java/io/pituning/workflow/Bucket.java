package io.pituning.workflow;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Files by name in a bucket of S3, or of anything that speaks its protocol, below a prefix that no name here shows.
 *
 * <p>Where the bucket does not answer as it should, every method throws {@link StepException} as {@link ArtifactStore#unavailable} says.
 */
final class Bucket implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final S3Client s3;
    private final String bucket;
    /** Empty, or ends with a slash. */
    private final String prefix;

    private Bucket(S3Client s3, String bucket, String prefix) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /** A file as the bucket lists it. */
    record Entry(String name, Instant modified, long bytes) {}

    static Bucket open(StoreSettings settings) {
        URI address = settings.bucketAddress();
        String path = address.getPath().replaceAll("^/+|/+$", "");
        S3ClientBuilder client = S3Client.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(TO_CONNECT)
                        .socketTimeout(SILENCE))
                // Not every S3-compatible server knows AWS's newer checksums; content is compared by the store anyway.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        settings.endpoint().ifPresent(client::endpointOverride);
        return new Bucket(client.build(), address.getHost(), path.isEmpty() ? "" : path + "/");
    }

    /** The {@code s3:} URI of a name. */
    String address(String name) {
        return "s3://" + bucket + "/" + prefix + name;
    }

    /** All files whose names begin so. */
    List<Entry> list(String place) {
        try {
            return s3
                    .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + place))
                    .contents()
                    .stream()
                    .map(object ->
                            new Entry(object.key().substring(prefix.length()), object.lastModified(), object.size()))
                    .toList();
        } catch (SdkException e) {
            throw unreachable(e);
        }
    }

    Optional<byte[]> get(String name) {
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

    void put(String name, byte[] content) {
        try {
            s3.putObject(request -> request.bucket(bucket).key(prefix + name), RequestBody.fromBytes(content));
        } catch (SdkException e) {
            throw unreachable(e);
        }
    }

    void delete(String name) {
        try {
            s3.deleteObject(request -> request.bucket(bucket).key(prefix + name));
        } catch (SdkException e) {
            throw unreachable(e);
        }
    }

    /** Puts all files of a folder to a place, which ends with a slash. */
    void upload(Path folder, String place) throws IOException {
        Checksum.filesByName(folder).forEach((name, file) -> {
            try {
                s3.putObject(request -> request.bucket(bucket).key(prefix + place + name), file);
            } catch (SdkException e) {
                throw unreachable(e);
            }
        });
    }

    /** Gets files of a place into a folder; {@return false if a name would lead out of it} */
    boolean download(List<Entry> files, String place, Path folder) throws IOException {
        for (Entry file : files) {
            Path target = folder.resolve(file.name().substring(place.length())).normalize();
            if (!target.startsWith(folder) || target.equals(folder)) {
                return false;
            }
            Files.createDirectories(target.getParent());
            try {
                s3.getObject(request -> request.bucket(bucket).key(prefix + file.name()), target);
            } catch (SdkException e) {
                throw unreachable(e);
            }
        }
        return true;
    }

    private StepException unreachable(SdkException why) {
        return ArtifactStore.unavailable("The artifact store " + address("") + " does not answer as expected", why);
    }

    @Override
    public void close() {
        s3.close();
    }
}
