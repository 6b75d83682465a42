package io.pituning.workflow;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server inside this JVM with one bucket, in memory; it wants to know who asks. The tests of whole systems use it too. */
public final class S3Server implements AutoCloseable {
    static final String BUCKET = "experts";

    /** What no log may hold. */
    public static final String SECRET = "s3cr3t-of-the-bucket";

    private static final String PREFIX = "pi/";
    private static final String ROOT = "s3://" + BUCKET + "/pi";
    private static final String REGION = "us-east-1";
    private static final String KEY_ID = "test-key";

    private final S3Proxy server;
    private final S3Client client;

    /** Starts it; in this JVM its credentials are those that clients find. */
    public S3Server() {
        try {
            server = S3Proxy.builder()
                    .blobStore(new TransientNio2BlobStore())
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY_ID, SECRET)
                    .build();
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The S3 server did not start", e);
        }
        System.setProperty("aws.accessKeyId", KEY_ID);
        System.setProperty("aws.secretAccessKey", SECRET);
        client = S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.of(REGION))
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        client.createBucket(request -> request.bucket(BUCKET));
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** Settings of a store below a prefix of the bucket. */
    StoreSettings settings(Path cache) {
        return new StoreSettings(ROOT, cache, Optional.of(endpoint()), REGION, true);
    }

    /** {@return the environment of a service that keeps its artifacts where {@link #files} lists them} */
    public Map<String, String> variables(Path cache) {
        return Map.of(
                "PI_ARTIFACTS_ROOT", ROOT,
                "PI_ARTIFACTS_S3_ENDPOINT", endpoint().toString(),
                "PI_ARTIFACTS_S3_REGION", REGION,
                "PI_ARTIFACTS_S3_PATH_STYLE", "true",
                "PI_ARTIFACTS_CACHE", cache.toString(),
                "AWS_ACCESS_KEY_ID", KEY_ID,
                "AWS_SECRET_ACCESS_KEY", SECRET);
    }

    /** {@return the names of all files of the store, below its prefix} */
    public List<String> files() {
        return client.listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix(PREFIX)).contents().stream()
                .map(file -> file.key().substring(PREFIX.length()))
                .toList();
    }

    /** A client with which a test looks behind the store, or breaks something there. */
    S3Client client() {
        return client;
    }

    /** Deletes everything in the bucket. */
    void empty() {
        client.listObjectsV2(request -> request.bucket(BUCKET))
                .contents()
                .forEach(file ->
                        client.deleteObject(request -> request.bucket(BUCKET).key(file.key())));
    }

    @Override
    public void close() {
        client.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The S3 server did not stop", e);
        }
    }
}
