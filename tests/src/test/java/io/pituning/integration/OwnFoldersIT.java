package io.pituning.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.harness.EventLog;
import io.pituning.harness.StandaloneSystem;
import io.pituning.harness.Systems;
import io.pituning.harness.TaskPublisher;
import io.pituning.harness.WorkerClient;
import io.pituning.hostile.HostileFiles;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.WorkerEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pipeline on a foundation model and a data set of the user's own. */
class OwnFoldersIT {
    private static final Path HOME = Systems.freshHome("own-folders");
    private static final Path MODELS = HOME.resolve("models");
    private static final Path DATA = HOME.resolve("data");

    @Test
    void aTaskIsServedOnTheModelThatItNamesAndStaysServedWithoutItsData() throws IOException, InterruptedException {
        String sha256 = otherModel("our-model");
        HostileFiles.soundDataSet(DATA.resolve("sound"));
        try (StandaloneSystem system =
                        StandaloneSystem.start(HOME, "--models", MODELS.toString(), "--data-root", DATA.toString());
                TaskPublisher tasks = new TaskPublisher(system.bootstrapServers());
                EventLog events = new EventLog(system.bootstrapServers())) {
            tasks.publish("ours", """
                    {"task":"ours","dataset":"%s","training":{"epochs":1},"foundation":"our-model",\
                    "expert":{"method":"adapter","dimension":8}}""".formatted(DATA.resolve("sound").toUri()));

            assertThat(events.await(ExpertTrained.class, "ours").foundation().sha256())
                    .isEqualTo(sha256);
            assertThat(events.await(WorkerEvent.class, "ours").kind()).isEqualTo(WorkerEvent.Kind.LOADED);
        }

        try (StandaloneSystem system = StandaloneSystem.start(HOME, "--models", MODELS.toString())) {
            assertThat(new WorkerClient(system.worker()).tasks()).containsExactly("ours");
            assertThat(system.pi(
                            "predict",
                            "ours",
                            "--worker",
                            system.worker().toString(),
                            "--image",
                            DATA.resolve("sound/x.png").toString()))
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
