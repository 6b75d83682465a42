package io.pituning.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.harness.EventLog;
import io.pituning.harness.StandaloneSystem;
import io.pituning.harness.Systems;
import io.pituning.harness.TaskPublisher;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.WorkerEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The street on a foundation model of the user's own. */
class ModelFolderIT {
    private static final Path HOME = Systems.freshHome("model-folder");
    private static final Path MODELS = HOME.resolve("models");

    @Test
    void aTaskIsServedOnTheModelThatItNames() throws IOException {
        String sha256 = otherModel("our-model");
        try (StandaloneSystem system = StandaloneSystem.start(HOME, "--models", MODELS.toString());
                TaskPublisher tasks = new TaskPublisher(system.bootstrapServers());
                EventLog events = new EventLog(system.bootstrapServers())) {
            tasks.publish(
                    "ours",
                    "{\"task\":\"ours\",\"dataset\":\"builtin:sound-grammar\",\"shots\":1,\"training\":{\"epochs\":1},"
                            + "\"foundation\":\"our-model\"}");

            assertThat(events.await(ExpertTrained.class, "ours").foundation().sha256())
                    .isEqualTo(sha256);
            assertThat(events.await(WorkerEvent.class, "ours").kind()).isEqualTo(WorkerEvent.Kind.LOADED);
            assertThat(system.pi("predict", "ours", "--worker", system.worker().toString(), "--text", "a dog barks"))
                    .endsWith("exit 0");
        }
    }

    /** The shipped model with a line more in its config.json, {@return its sha256} */
    private static String otherModel(String name) throws IOException {
        Path folder = Files.createDirectories(MODELS.resolve(name));
        for (String file : List.of("config.json", "model.safetensors", "tokenizer.json")) {
            try (InputStream stream = FoundationModel.class.getResourceAsStream("/models/pi-nano/" + file)) {
                Files.copy(stream, folder.resolve(file));
            }
        }
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config) + "\n");
        try (FoundationModel model = FoundationModel.load(folder.toString())) {
            return model.sha256();
        }
    }
}
