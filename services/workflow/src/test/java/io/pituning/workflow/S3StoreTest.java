package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Artifact;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Against a real S3 server inside this JVM. */
class S3StoreTest {
    private static final byte[] FIRST = {1};
    private static final byte[] SECOND = {2};

    private static S3Server server;

    @TempDir
    private Path folder;

    private ArtifactStore store;

    @BeforeAll
    static void start() {
        server = new S3Server();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        server.empty();
        store = server.settings(folder.resolve("cache")).open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anotherMachineReadsWhatThisOneMade() {
        Artifact artifact = finished("weights");

        try (ArtifactStore other = server.settings(folder.resolve("elsewhere")).open()) {
            assertThat(artifact.uri()).isEqualTo("s3://experts/pi/objects/" + artifact.sha256());
            assertThat(other.event(Events.KEY)).isPresent();
            assertThat(other.fetch(artifact).resolve("parts/model")).hasContent("weights");
        }
    }

    @Test
    void whatIsNotFinishedIsNotThere() {
        try (Draft draft = store.draft(Events.KEY)) {
            draft.write(files -> Files.writeString(files.resolve("model"), "weights"));
            assertFailure(FailureCode.ARTIFACT_MISSING, draft.artifact());
        }
        assertThat(store.event(Events.KEY)).isEmpty();
        assertThat(keys()).isEmpty();
    }

    @Test
    void whatWasReadOnceIsNotDownloadedAgain() {
        Artifact artifact = finished("weights");
        store.fetch(artifact);
        server.empty();

        assertThat(store.fetch(artifact).resolve("parts/model")).hasContent("weights");
    }

    @Test
    void aChangedObjectIsFoundOut() {
        Artifact artifact = finished("weights");
        put("objects/" + artifact.sha256() + "/parts/model", "Weights");

        try (ArtifactStore other = server.settings(folder.resolve("elsewhere")).open()) {
            assertThatThrownBy(() -> other.fetch(artifact))
                    .isInstanceOfSatisfying(
                            StepException.class, e -> assertThat(e.failure()).isEqualTo(FailureCode.ARTIFACT_CORRUPT));
        }
    }

    @Test
    void aDamagedCacheIsFilledAnew() throws IOException {
        Artifact artifact = finished("weights");
        Files.writeString(store.fetch(artifact).resolve("parts/model"), "damaged");

        assertThat(store.fetch(artifact).resolve("parts/model")).hasContent("weights");
    }

    @Test
    void noMoreThanWasPromisedIsDownloaded() {
        Artifact artifact = finished("weights");
        put("objects/" + artifact.sha256() + "/bomb", "x".repeat(100_000));

        try (ArtifactStore other = server.settings(folder.resolve("elsewhere")).open()) {
            assertThatThrownBy(() -> other.fetch(artifact)).isInstanceOf(StepException.class);
        }
        assertThat(folder.resolve("elsewhere/objects")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc",
                "s3://other/pi/objects/SHA",
                "s3://experts/elsewhere/objects/SHA",
                "s3://experts/pi/objects/../secrets",
                "s3://experts/pi/objects/SHA/../../secrets",
                "http://experts/pi/objects/SHA"
            })
    void anAddressOutsideTheStoreIsForbidden(String address) {
        String sha256 = finished("weights").sha256();

        assertFailure(FailureCode.ARTIFACT_FORBIDDEN, new Artifact(address.replace("SHA", sha256), sha256, 7));
    }

    @Test
    void aServerThatDoesNotAnswerIsUnavailable() {
        Artifact artifact = finished("weights");
        URI nobody = URI.create("http://127.0.0.1:1");
        var settings =
                new StoreSettings("s3://experts/pi", folder.resolve("other"), Optional.of(nobody), "us-east-1", true);

        try (ArtifactStore other = settings.open()) {
            assertThatThrownBy(() -> other.fetch(artifact))
                    .isInstanceOfSatisfying(StepException.class, e -> assertThat(e.failure())
                            .isEqualTo(FailureCode.ARTIFACT_STORE_UNAVAILABLE));
        }
    }

    @Test
    void ofARunningStepTheLastCheckpointIsKept() {
        assertThat(store.checkpoint(Events.KEY)).isEmpty();

        store.saveCheckpoint(Events.KEY, FIRST);
        store.saveCheckpoint(Events.KEY, SECOND);

        assertThat(keys()).hasSize(2);
        try (ArtifactStore other = server.settings(folder.resolve("elsewhere")).open()) {
            assertThat(other.checkpoint(Events.KEY)).contains(SECOND);
            other.removeCheckpoint(Events.KEY);
        }
        assertThat(store.checkpoint(Events.KEY)).isEmpty();
        assertThat(keys()).isEmpty();
    }

    @Test
    void aDamagedCheckpointIsNone() {
        store.saveCheckpoint(Events.KEY, FIRST);
        String key = keys().stream()
                .filter(name -> name.endsWith("/state"))
                .findFirst()
                .orElseThrow();
        put(key.substring("pi/".length()), "2");

        assertThat(store.checkpoint(Events.KEY)).isEmpty();
    }

    @Test
    void aStepThatGoesOnLeavesNothingOfItsCheckpointsOnThisMachine() throws IOException {
        store.saveCheckpoint(Events.KEY, FIRST);
        Path cache = folder.resolve("elsewhere");

        try (ArtifactStore other = server.settings(cache).open()) {
            assertThat(other.checkpoint(Events.KEY)).contains(FIRST);
            other.saveCheckpoint(Events.KEY, SECOND);
            other.removeCheckpoint(Events.KEY);
        }

        try (Stream<Path> all = Files.walk(cache)) {
            assertThat(all.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void garbageIsCollectedAndWhatAnEventNamesIsNot() {
        Artifact artifact = finished("weights");
        Instant later = Instant.now().plusSeconds(60);

        assertThat(store.collect(later, () -> Set.of(artifact.sha256()), true).artifacts())
                .isEmpty();
        assertThat(store.fetch(artifact)).exists();

        assertThat(store.collect(later, Set::of, true).artifacts()).containsExactly(artifact.sha256());
        assertThat(keys()).isEmpty();
    }

    @Test
    void whatDeadProcessesWereWritingGoesWithTheGarbageAndNotWhereOneOnlyLooks() throws IOException {
        Path draft = Files.createDirectories(folder.resolve("cache/drafts/dead/draft"));

        store.collect(Instant.now(), Set::of, false);
        assertThat(draft).isDirectory();

        store.collect(Instant.now(), Set::of, true);
        assertThat(draft).doesNotExist();
    }

    @Test
    void whatGoesWhileEventsAreReadIsNotCounted() {
        store.saveCheckpoint(Events.KEY, FIRST);
        finished("weights");

        Garbage garbage = store.collect(
                Instant.now().plusSeconds(60),
                () -> {
                    server.empty();
                    return Set.of();
                },
                true);

        assertThat(garbage).isEqualTo(new Garbage(List.of(), 0, 0, 0));
    }

    private void assertFailure(FailureCode code, Artifact artifact) {
        assertThatThrownBy(() -> store.fetch(artifact))
                .isInstanceOfSatisfying(
                        StepException.class, e -> assertThat(e.failure()).isEqualTo(code));
    }

    private Artifact finished(String content) {
        try (Draft draft = store.draft(Events.KEY)) {
            draft.write(files -> {
                Files.createDirectories(files.resolve("parts"));
                Files.writeString(files.resolve("parts/model"), content);
            });
            Artifact artifact = draft.artifact();
            draft.finish(new EventCodec().encode(Events.trained(artifact)));
            return artifact;
        }
    }

    private List<String> keys() {
        return server.client().listObjectsV2(request -> request.bucket(S3Server.BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private void put(String name, String content) {
        server.client()
                .putObject(
                        request -> request.bucket(S3Server.BUCKET).key("pi/" + name), RequestBody.fromString(content));
    }
}
