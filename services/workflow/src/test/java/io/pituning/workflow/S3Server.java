package io.pituning.workflow;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server inside this JVM with one bucket, in memory; it wants to know who asks. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "experts";
    private static final String KEY_ID = "test-key";
    private static final String SECRET = "test-secret";

    private final S3Proxy server;
    private final S3Client client;

    S3Server() {
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
                .region(Region.US_EAST_1)
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
        return new StoreSettings("s3://" + BUCKET + "/pi", cache, Optional.of(endpoint()), "us-east-1", true);
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
