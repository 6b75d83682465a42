package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.internal.WebIdentityCredentialsUtils;

class StoreSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void aPathIsAFolderStoreAndAnS3AddressABucket() {
        try (ArtifactStore ofFolder = settings(folder.toString()).open();
                ArtifactStore ofBucket = settings("s3://experts/pi").open()) {
            assertThat(ofFolder).isInstanceOf(FolderStore.class);
            assertThat(ofBucket).isInstanceOf(S3Store.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gs://experts/pi", "file:///tmp/x", "http://localhost/", "s3:///pi"})
    void everyOtherAddressIsRefusedByTheSettingsName(String root) {
        assertThatThrownBy(() -> settings(root).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pi.artifacts.root is " + root);
    }

    private StoreSettings settings(String root) {
        return new StoreSettings(root, folder, Optional.empty(), "us-east-1", false);
    }

    /** The SDK finds by name what asks for them, and says only at the first use that it is not there. */
    @Test
    void credentialsOfAKubernetesServiceAccountCanBeAskedFor() {
        assertThatCode(WebIdentityCredentialsUtils::factory).doesNotThrowAnyException();
    }
}
