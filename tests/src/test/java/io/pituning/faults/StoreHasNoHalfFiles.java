package io.pituning.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pituning.harness.StoredFolder;
import io.pituning.schemas.event.Artifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Whatever lies in the artifact store where a step's result lies is whole: the event, and in its place the artifact with the promised content. */
record StoreHasNoHalfFiles() implements Guarantee {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public void check(Evidence evidence) {
        List<Path> results = results(evidence.artifacts());
        assertThat(results).as("results in the store").isNotEmpty();
        for (Path result : results) {
            Artifact promise = promise(result);
            assertThat(StoredFolder.of(promise).keeps(promise))
                    .as(promise.uri() + " is what the event in " + result + " promises")
                    .isTrue();
        }
    }

    /** results/TASK/REGISTRATION/STEP-INPUTS.json; what is being written lies elsewhere. */
    private static List<Path> results(Path store) {
        try (Stream<Path> all = Files.walk(store.resolve("results"))) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Artifact promise(Path result) {
        try {
            return JSON.treeToValue(JSON.readTree(result.toFile()).get("artifact"), Artifact.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
