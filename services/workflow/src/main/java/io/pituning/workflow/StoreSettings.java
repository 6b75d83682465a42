package io.pituning.workflow;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the artifact store is.
 *
 * @param root a folder, or {@code s3://BUCKET/PREFIX}
 * @param cache folder on this machine's disk for what comes from and goes to S3
 * @param endpoint address of an S3-compatible server; AWS itself if there is none
 * @param region the bucket's region
 * @param pathStyle whether the bucket stands in the path and not in the host name, as most S3-compatible servers want it
 */
public record StoreSettings(String root, Path cache, Optional<URI> endpoint, String region, boolean pathStyle) {
    /** Name of the setting of {@link #root}. */
    public static final String ROOT = "pi.artifacts.root";
    /** Name of the setting of {@link #cache}. */
    public static final String CACHE = "pi.artifacts.cache";
    /** Name of the setting of {@link #endpoint}. */
    public static final String ENDPOINT = "pi.artifacts.s3.endpoint";
    /** Name of the setting of {@link #region}. */
    public static final String REGION = "pi.artifacts.s3.region";
    /** Name of the setting of {@link #pathStyle}. */
    public static final String PATH_STYLE = "pi.artifacts.s3.path-style";

    private static final String S3 = "s3://";

    /** A store in a folder. */
    public static StoreSettings folder(Path root) {
        return new StoreSettings(root.toString(), root, Optional.empty(), "", false);
    }

    /**
     * {@return the store}
     *
     * @throws IllegalArgumentException when the root is neither a folder's path nor an {@code s3:} address with a bucket
     */
    public ArtifactStore open() {
        if (root.startsWith(S3)) {
            return S3Store.open(this);
        }
        if (root.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
            throw new IllegalArgumentException(
                    "pi.artifacts.root is " + root + ": it must be the path of a folder, or s3://BUCKET/PREFIX.");
        }
        return new FolderStore(Path.of(root));
    }

    /** {@return the root as an address whose host is the bucket} */
    URI bucketAddress() {
        URI address = URI.create(root);
        if (address.getHost() == null) {
            throw new IllegalArgumentException(
                    "pi.artifacts.root is " + root + ": it must name a bucket, as in s3://BUCKET/PREFIX.");
        }
        return address;
    }
}
