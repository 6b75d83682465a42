package io.pituning.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.harness.EventLog;
import io.pituning.harness.StoredFolder;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskRegistered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What every step made for every registration is, byte for byte, what it made for the same registration under another name while nothing was
 * disturbed. Names are equally long, so that even the files that hold them can be compared.
 *
 * @param task the name of the undisturbed one
 */
record Undisturbed(String task) implements Guarantee {
    @Override
    public void check(Evidence evidence) {
        Map<String, String> expected = made(evidence.events(), task);
        for (TaskRegistered registration : evidence.registered()) {
            assertThat(made(evidence.events(), registration.task()))
                    .as("what was made for " + registration.task())
                    .isEqualTo(expected);
        }
    }

    /** Everything that was made for a task, without its name. */
    private static Map<String, String> made(EventLog events, String task) {
        Map<String, String> made = new TreeMap<>();
        ExpertTuned tuned = events.await(ExpertTuned.class, task);
        made.putAll(files("expert", events.await(ExpertTrained.class, task).artifact()));
        made.putAll(files("vector", events.await(TaskEmbedded.class, task).artifact()));
        made.putAll(files("tuned", tuned.artifact()));
        made.put(
                "sources",
                tuned.sources().stream()
                        .map(source -> source.task() + " " + source.similarity() + " " + source.weight())
                        .collect(Collectors.joining(", ")));
        made.put("metrics", tuned.metrics().toString());
        made.replaceAll((what, content) -> content.replace(task, "TASK"));
        made.replaceAll((what, content) -> what.contains("/") ? fingerprint(content) : content);
        return made;
    }

    /** A file's bytes are nothing to read in a message. */
    private static String fingerprint(String content) {
        return content.length() + " bytes " + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** One letter a byte. */
    private static Map<String, String> files(String what, Artifact artifact) {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : StoredFolder.of(artifact).files()) {
            try {
                contents.put(
                        what + "/" + file.getFileName(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return contents;
    }
}
