package io.pituning.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pituning.harness.EventLog;
import io.pituning.harness.StoredFolder;
import io.pituning.harness.WorkerClient;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.Score;
import io.pituning.schemas.event.Source;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.WorkerEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Street.Provider.class)
class RegistrationIT {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void aOneLineRegistrationBecomesATunedExpertThatAnyoneCanRead(Street street) throws IOException {
        street.tasks().publish("plain", "{\"task\":\"plain\",\"dataset\":\"builtin:sound-grammar\",\"shots\":2}");

        street.events().await(ExpertTuned.class, "plain");
        ConsumerRecord<String, byte[]> record = street.events().records(Topic.TUNED_EXPERTS).stream()
                .filter(candidate -> candidate.key().equals("plain"))
                .findFirst()
                .orElseThrow();
        JsonNode event = JSON.readTree(record.value());
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain("\n");
        assertThat(event.at("/task").textValue()).isEqualTo("plain");
        assertThat(event.at("/request/shots").intValue()).isEqualTo(2);
        assertThat(event.at("/sources/0/task").textValue()).isEqualTo("plain");
        assertThat(event.at("/metrics/tuned/test/accuracy").isNumber()).isTrue();
        assertThat(headers(record))
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "io.pituning.ExpertTuned.v1")
                .containsEntry("ce_subject", "plain");
        assertThat(event.at("/artifact/uri").textValue())
                .startsWith(street.system().artifacts().toUri().toString());
        Artifact artifact = JSON.treeToValue(event.at("/artifact"), Artifact.class);
        StoredFolder folder = StoredFolder.of(artifact);
        assertThat(folder.files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("adapter_config.json", "adapter_model.safetensors", "dataset.json");
        assertThat(folder.bytes()).isEqualTo(artifact.bytes());
        assertThat(folder.sha256()).isEqualTo(artifact.sha256());
    }

    @Test
    void aTaskIsTunedWithTheOneThatCameBefore(Street street) {
        street.tasks().publish("elder", tiny("elder", "sound-grammar"));
        street.events().await(ExpertTuned.class, "elder");

        street.tasks().publish("younger", tiny("younger", "restaurant-reviews"));

        ExpertTuned tuned = street.events().await(ExpertTuned.class, "younger");
        assertThat(tuned.sources())
                .extracting(Source::task)
                .startsWith("younger")
                .hasSize(2);
        Score own = tuned.metrics().own().validation();
        Score kept = tuned.metrics().tuned().validation();
        assertThat(own.accuracy() - kept.accuracy())
                .as("worse on validation by a standard error at most")
                .isLessThanOrEqualTo(Math.sqrt((variance(own) + variance(kept)) / own.examples()));
        assertThat(StoredFolder.of(tuned.artifact()).keeps(tuned.artifact())).isTrue();
    }

    private static double variance(Score score) {
        return score.accuracy() * (1 - score.accuracy());
    }

    @Test
    void theSameTaskPublishedTwiceMakesOneExpert(Street street) {
        street.tasks().publish("twice", tiny("twice", "same-meaning"));
        ExpertTuned first = street.events().await(ExpertTuned.class, "twice");

        street.tasks().publish("twice", tiny("twice", "same-meaning"));

        // The second delivery is told again as far as the graph, which sees that nothing is new.
        awaitSecond(street, ExpertTrained.class);
        awaitSecond(street, TaskEmbedded.class);
        assertThat(street.events().events(ExpertTrained.class, "twice").stream().distinct())
                .hasSize(1);
        assertThat(street.events().events(ExpertTuned.class, "twice").stream().distinct())
                .containsExactly(first);
    }

    @Test
    void theWorkerProvesThatTheExpertHasAnEffectAndAnswersWithIt(Street street) throws Exception {
        street.tasks().publish("asked", tiny("asked", "sound-grammar"));

        WorkerEvent loaded = street.events().await(WorkerEvent.class, "asked");
        assertThat(loaded.kind()).isEqualTo(WorkerEvent.Kind.LOADED);
        assertThat(loaded.canaryDifference())
                .hasValueSatisfying(difference -> assertThat(difference).isPositive());
        var answer = new WorkerClient(street.system().worker()).predict("asked", "it broke after a day");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/label").textValue()).isIn("clean", "broken");
        assertThat(StreamSupport.stream(answer.body().at("/probabilities").spliterator(), false)
                        .mapToDouble(JsonNode::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"silent, sound-grammar, ' ', needs a text", "blind, wind-side, which way?, needs a picture"})
    void theWorkerRefusesAQuestionWithoutWhatTheTasksExamplesHave(
            String task, String dataset, String text, String why, Street street) throws Exception {
        street.tasks().publish(task, tiny(task, dataset));
        street.events().await(WorkerEvent.class, task);

        var answer = new WorkerClient(street.system().worker()).predict(task, text);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/code").textValue()).isEqualTo("request-malformed");
        assertThat(answer.body().at("/message").textValue()).contains(why);
    }

    /** LoRA changes nothing until it has learned something, and at this rate it does not. */
    @Test
    void theWorkerRefusesAnExpertWithoutEffectAndSaysWhy(Street street) throws Exception {
        street.tasks().publish("idle", """
                {"task":"idle","dataset":"builtin:sound-grammar","shots":1,\
                "training":{"epochs":1,"learningRate":1e-30},"interpolation":{"neighbors":0}}""");

        StepFailed failed = street.events().await(StepFailed.class, "idle");
        assertThat(failed.step()).isEqualTo(Step.LOAD);
        assertThat(failed.code()).isEqualTo("expert-without-effect");
        WorkerEvent refused = street.events().await(WorkerEvent.class, "idle");
        assertThat(refused.kind()).isEqualTo(WorkerEvent.Kind.REFUSED);
        assertThat(refused.reason()).contains(failed.message());
        var answer = new WorkerClient(street.system().worker()).predict("idle", "it broke after a day");
        assertThat(answer.body().at("/code").textValue()).isEqualTo("task-unknown");
    }

    @Test
    void theWorkerRefusesAQuestionWhosePictureIsNone(Street street) throws Exception {
        street.tasks().publish("seeing", tiny("seeing", "wind-side"));
        street.events().await(WorkerEvent.class, "seeing");

        var answer = new WorkerClient(street.system().worker()).predict("seeing", "which way?", new byte[] {1, 2, 3});

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/code").textValue()).isEqualTo("picture-malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"task\":{}}", "{\"text\":\"hello\"}", ""})
    void theWorkerRefusesWhatIsNoQuestion(String body, Street street) throws Exception {
        var answer = new WorkerClient(street.system().worker()).predict(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/code").textValue()).isEqualTo("request-malformed");
    }

    @Test
    void theWorkerRefusesAQuestionToATaskItDoesNotKnow(Street street) throws Exception {
        var answer = new WorkerClient(street.system().worker()).predict("nobody", "hello");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().at("/code").textValue()).isEqualTo("task-unknown");
        assertThat(answer.body().at("/advice").textValue()).isNotBlank();
    }

    private static void awaitSecond(Street street, Class<? extends Event> type) {
        Awaitility.await("second " + type.getSimpleName())
                .atMost(EventLog.PATIENCE)
                .until(() -> street.events().events(type, "twice").size() >= 2);
    }

    /** An adapter changes the model from its first value on, so the worker takes it however little it has learned. */
    private static String tiny(String task, String dataset) {
        return """
                {"task":"%s","dataset":"builtin:%s","shots":2,"expert":{"method":"adapter","dimension":4},\
                "training":{"epochs":1},"interpolation":{"neighbors":1}}""".formatted(task, dataset);
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        return List.of(record.headers().toArray()).stream()
                .collect(Collectors.toMap(Header::key, header -> new String(header.value(), StandardCharsets.UTF_8)));
    }
}
