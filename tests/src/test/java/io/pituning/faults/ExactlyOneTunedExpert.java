package io.pituning.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.TaskRegistered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Each registration was trained once and tuned once: told again it may be, but always in the same words about the same artifact. */
record ExactlyOneTunedExpert() implements Guarantee {
    @Override
    public void check(Evidence evidence) {
        for (TaskRegistered registration : evidence.registered()) {
            String task = registration.task();
            assertThat(evidence.events().events(ExpertTuned.class, task).stream()
                            .filter(event -> event.registration().equals(registration.registrationId()))
                            .distinct())
                    .as("different tuned experts of " + task)
                    .hasSize(1);
            for (String step : new String[] {"train", "embed", "tune"}) {
                assertThat(results(evidence.artifacts().resolve("results").resolve(task), step))
                        .as("results of the step " + step + " of " + task)
                        .isEqualTo(evidence.registered().stream()
                                .filter(other -> other.task().equals(task))
                                .count());
            }
        }
    }

    private static long results(Path task, String step) {
        try (Stream<Path> folders = Files.walk(task, 2)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(step + "-"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
