package io.pituning.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.learning.LearningException;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSets;
import io.pituning.learning.data.Picture;
import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.ExpertFolder;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;
import io.pituning.schemas.ContractException;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Chosen;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.OwnMetrics;
import io.pituning.schemas.event.PooledTensor;
import io.pituning.schemas.event.PooledVector;
import io.pituning.schemas.event.Score;
import io.pituning.schemas.event.Scores;
import io.pituning.schemas.event.Source;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.TunedMetrics;
import io.pituning.schemas.event.Tuning;
import io.pituning.workflow.Failures;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the services do first with anything that comes from outside, ten thousand times without a broker; with one: {@code HostileInputIT}. */
class HostileRecordsTest {
    private static final int RECORDS = 10_000;
    private static final long SEED = 20260;
    private static final int KAFKA_DEFAULT_LIMIT = 1024 * 1024;
    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final EventCodec codec = new EventCodec();
    private Path roots;
    private Path outside;

    @BeforeEach
    void makeFolders() throws IOException {
        roots = Files.createDirectories(folder.resolve("data"));
        outside = HostileFiles.soundDataSet(folder.resolve("outside"));
    }

    @Test
    void everyRecordIsReadOrRefusedWithACodeAndAFailureThatKafkaTakes() throws IOException {
        var hostile = new HostileRecords(
                SEED, genuine(), List.of("builtin:nowhere"), List.of(new Artifact("file:///x", SHA, 1)), outside);
        Map<String, Integer> told = new HashMap<>();

        for (int i = 0; i < RECORDS; i++) {
            ProducerRecord<byte[], byte[]> made = hostile.next();
            ConsumerRecord<String, byte[]> record = arrived(made, i);
            String outcome;
            try {
                outcome = read(record);
            } catch (ContractException e) {
                var failed = Failures.of(Step.TRAIN).failed(e, Optional.empty(), Failures.original(record));
                assertThat(codec.encode(failed)).as(record.topic()).hasSizeLessThan(KAFKA_DEFAULT_LIMIT);
                outcome = failed.code();
            }
            assertThat(HostileRecords.isAnswered(made)).as(outcome).isEqualTo(!outcome.equals("retired"));
            told.merge(outcome, 1, Integer::sum);
        }

        // What can be read names a data set, a model, an artifact or a vector that the step then refuses.
        assertThat(told).containsOnlyKeys("read", "retired", "record-unparsable", "schema-violation", "key-mismatch");
        assertThat(told.get("read")).isLessThan(RECORDS / 4);
    }

    /** Reads a record as the services do; {@return what it is then} */
    private String read(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            EventCodec.requireTombstoneKey(record.key());
            return "retired";
        }
        Event event = codec.decode(Topic.named(record.topic()).orElseThrow().event(), record.value(), ceType(record));
        EventCodec.requireKey(event, Optional.ofNullable(record.key()));
        return "read";
    }

    @Test
    void everyDataSetIsRefusedWithACode() throws IOException {
        var dataSets = new DataSets(List.of(roots));
        for (String reference : HostileFiles.dataSets(roots, outside)) {
            assertThatThrownBy(() -> look(dataSets.open(reference)))
                    .as(reference)
                    .isInstanceOfSatisfying(LearningException.class, e -> assertThat(FailureCode.named(e.code()))
                            .isPresent());
        }
    }

    @Test
    void everyArtifactIsRefusedWithACode() throws IOException {
        Path genuine = Files.createDirectories(folder.resolve("genuine"));
        try (FoundationModel model = FoundationModel.load("pi-nano")) {
            Adapter method = new Adapter(8);
            var layout = method.layout(model.backbone().sites());
            var flat = Tensor.of(method.initialValues(layout, SEED), layout.elements());
            NamedTensors tensors = layout.cut(flat);
            try (Expert expert = Expert.of(method, tensors)) {
                ExpertFolder.write(expert, "pi-nano", genuine);
            }
            Path store =
                    Files.createDirectories(folder.resolve("artifacts/objects")).getParent();
            for (Artifact artifact : HostileFiles.artifacts(store, genuine)) {
                Path made = Path.of(URI.create(artifact.uri()));
                assertThatThrownBy(
                                () -> ExpertFolder.read(made, model.backbone().sites()))
                        .as(artifact.sha256())
                        .isInstanceOfSatisfying(LearningException.class, e -> assertThat(FailureCode.named(e.code()))
                                .isPresent());
            }
        }
    }

    private static void look(DataSet data) {
        data.train().forEach(example -> example.picture().ifPresent(Picture::read));
    }

    private static ConsumerRecord<String, byte[]> arrived(ProducerRecord<byte[], byte[]> record, int offset) {
        String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                record.topic(),
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                record.value() == null ? 0 : record.value().length,
                key,
                record.value(),
                record.headers(),
                Optional.empty());
    }

    private static Map<String, String> ceType(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private Map<Topic, ObjectNode> genuine() throws IOException {
        TaskRegistered request = TaskRegistered.of("honest", "builtin:any").withShots(2);
        String registration = request.registrationId();
        var model = new FoundationRef("pi-nano", SHA);
        ExpertShape shape = ExpertShape.lora(8, 100);
        var artifact = new Artifact("file:///artifacts/objects/" + SHA, SHA, 10);
        var score = new Score(0.5, 1, 10);
        var scores = new Scores(score, score);
        var metrics = new OwnMetrics(score, score, Optional.empty());
        var vector = new PooledVector(PooledVector.ROW, 16, List.of(PooledTensor.of("t", new float[] {1, 2})));
        Map<Topic, ObjectNode> genuine = new EnumMap<>(Topic.class);
        for (Event event : List.of(
                request,
                new ExpertTrained("honest", registration, request, model, 7, 1, shape, artifact, metrics),
                new TaskEmbedded(
                        "honest", registration, request, model, 7, 1, shape, artifact, artifact, metrics, vector),
                new TaskNeighbors(
                        "honest",
                        registration,
                        request,
                        model,
                        7,
                        1,
                        1,
                        shape,
                        artifact,
                        metrics,
                        List.of(),
                        Optional.empty(),
                        new Tuning(1, List.of())),
                new ExpertTuned(
                        "honest",
                        registration,
                        request,
                        model,
                        7,
                        1,
                        1,
                        Chosen.OWN,
                        shape,
                        artifact,
                        List.of(new Source("honest", registration, 1, 1)),
                        new TunedMetrics(scores, scores, Optional.empty(), Optional.empty())))) {
            genuine.put(Topic.of(event.getClass()), (ObjectNode) JSON.readTree(codec.encode(event)));
        }
        return genuine;
    }
}
