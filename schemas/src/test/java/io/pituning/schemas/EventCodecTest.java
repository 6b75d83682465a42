package io.pituning.schemas;

import static io.pituning.schemas.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pituning.schemas.event.AlphaScope;
import io.pituning.schemas.event.AlphaStart;
import io.pituning.schemas.event.AlphaTraining;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.ExpertSpec;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.InterpolationSpec;
import io.pituning.schemas.event.PooledTensor;
import io.pituning.schemas.event.PooledVector;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.TrainingSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {
    private static final EventCodec CODEC = new EventCodec();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MINIMAL = "{\"task\":\"trec\",\"dataset\":\"file:///data/trec\"}";

    static Stream<Event> events() {
        return Samples.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatIsWrittenIsReadBackAsItWas(Event event) {
        assertThat(CODEC.decode(event.getClass(), CODEC.encode(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsOneLine(Event event) {
        assertThat(new String(CODEC.encode(event), StandardCharsets.UTF_8)).doesNotContain("\n");
    }

    @ParameterizedTest
    @MethodSource("events")
    void newFieldsAreSkippedInWhatServicesWriteAndRefusedInWhatPeopleWrite(Event event) throws IOException {
        JsonNode tree = JSON.readTree(CODEC.encode(event));
        addFieldEverywhere(tree);
        byte[] newer = JSON.writeValueAsBytes(tree);

        if (event instanceof TaskRegistered) {
            assertThatExceptionOfType(ContractException.class).isThrownBy(() -> CODEC.decode(event.getClass(), newer));
        } else {
            assertThat(CODEC.decode(event.getClass(), newer)).isEqualTo(event);
        }
    }

    @Test
    void theFullRegistrationOfTheDesignIsUnderstood() {
        TaskRegistered task = registration("""
                {"task": "trec", "dataset": "file:///data/trec", "shots": 16, "seed": 7,
                 "expert": {"method": "lora", "rank": 8}, "training": {"epochs": 20, "learningRate": 0.001, "batchSize": 16},
                 "interpolation": {"neighbors": 3, "alpha": "per-layer"}, "foundation": "pi-nano"}
                """);

        assertThat(task)
                .isEqualTo(new TaskRegistered(
                        "trec",
                        "file:///data/trec",
                        Optional.of(16),
                        Optional.empty(),
                        7,
                        ExpertSpec.lora(8),
                        new TrainingSpec(20, Optional.of(0.001), 16),
                        InterpolationSpec.defaults(),
                        "pi-nano"));
    }

    @Test
    void theLineOneWritesByHandIsEnough() {
        assertThat(registration("{\"task\":\"trec\",\"dataset\":\"file:///data/trec\",\"shots\":16}"))
                .isEqualTo(TaskRegistered.of("trec", "file:///data/trec").withShots(16));
    }

    @Test
    void partsThatAreLeftOutInsideAPartHaveTheirDefaultsToo() {
        TaskRegistered task = registration(
                "{\"task\":\"trec\",\"dataset\":\"builtin:x\",\"training\":{\"epochs\":2},\"interpolation\":{\"alpha\":\"global\"},\"expert\":{\"method\":\"adapter\"}}");

        assertThat(task.training()).isEqualTo(TrainingSpec.of(2, TrainingSpec.DEFAULT_BATCH_SIZE));
        assertThat(task.interpolation()).isEqualTo(InterpolationSpec.defaults().withAlpha(AlphaScope.GLOBAL));
        assertThat(task.expert()).isEqualTo(ExpertSpec.adapter(ExpertSpec.DEFAULT_DIMENSION));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                        | {"method":"lora","rank":8}
        {"rank":4,"targets":["v_proj","q_proj"]}                  | {"method":"lora","rank":4,"targets":["q_proj","v_proj"]}
        {"method":"adapter"}                                      | {"method":"adapter","dimension":16}
        {"method":"prompt"}                                       | {"method":"prompt","length":16}
        {"method":"prompt","length":4}                            | {"method":"prompt","length":4}
        {"method":"bitfit"}                                       | {"method":"bitfit"}
        {"method":"full"}                                         | {"method":"full"}
        """)
    void anExpertIsFilledInWithTheDefaultsOfItsMethod(String written, String filledIn) throws IOException {
        TaskRegistered task = registration("{\"task\":\"t\",\"dataset\":\"builtin:x\",\"expert\":" + written + "}");

        assertThat(JSON.readTree(CODEC.encode(task)).get("expert")).isEqualTo(JSON.readTree(filledIn));
    }

    @Test
    void aMethodThatIsNotKnownHereIsLeftToTheLearningCore() {
        assertThat(registration(
                                "{\"task\":\"t\",\"dataset\":\"builtin:x\",\"expert\":{\"method\":\"magic\",\"rank\":2}}")
                        .expert()
                        .method())
                .isEqualTo("magic");
    }

    @Test
    void anInterpolationIsUnderstoodInFull() {
        TaskRegistered task = registration("""
                {"task": "trec", "dataset": "builtin:x", "interpolation": {"neighbors": 2, "alpha": "global",
                 "start": "similarity", "train": "alpha", "compress": true}}
                """);

        assertThat(task.interpolation())
                .isEqualTo(
                        new InterpolationSpec(2, AlphaScope.GLOBAL, AlphaStart.SIMILARITY, AlphaTraining.ALPHA, true));
    }

    @Test
    void anEventOfAnEarlierVersionIsReadWithTheDefaultsOfWhatCameLater() {
        ExpertTrained trained = Samples.events()
                .filter(ExpertTrained.class::isInstance)
                .map(ExpertTrained.class::cast)
                .findFirst()
                .orElseThrow();
        String later = ",\"start\":\"neighbors\",\"train\":\"alpha-and-experts\",\"compress\":false";
        String written = new String(CODEC.encode(trained), StandardCharsets.UTF_8);

        assertThat(written).contains(later);
        assertThat(CODEC.decode(ExpertTrained.class, utf8(written.replace(later, ""))))
                .isEqualTo(trained);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``                                                                        | record-unparsable | empty
        trec                                                                      | record-unparsable | not JSON
        {"task":                                                                  | record-unparsable | not JSON
        {"task":"a"                                                               | record-unparsable | Object (start marker at line 1, column 1) (at byte
        {"task":"a","task":"b"}                                                   | record-unparsable | Duplicate field 'task'
        {"task":"a","dataset":"builtin:x"} {}                                     | record-unparsable | Trailing token
        {"specversion":"1.0","data_base64":"?"}                                   | record-unparsable | data_base64
        {"specversion":"1.0","data_base64":5}                                     | record-unparsable | data_base64
        {"specversion":"1.0","data_base64":null}                                  | record-unparsable | data_base64
        []                                                                        | schema-violation  | The record: array found, object expected
        null                                                                      | schema-violation  | The record: null found, object expected
        {"task":"a"}                                                              | schema-violation  | Field 'dataset' is missing
        {"dataset":"builtin:x"}                                                   | schema-violation  | Field 'task' is missing
        {"task":"A b","dataset":"builtin:x"}                                      | schema-violation  | Field 'task' is "A b": does not match
        {"task":"../a","dataset":"builtin:x"}                                     | schema-violation  | Field 'task'
        {"task":"a","dataset":"http://x"}                                         | schema-violation  | Field 'dataset' is "http://x"
        {"task":"a","dataset":"builtin:x","shot":3}                               | schema-violation  | Field 'shot' is unknown; the fields allowed there are task, dataset, shots
        {"task":"a","dataset":"builtin:x","shots":"3"}                            | schema-violation  | Field 'shots' is "3": string found, integer expected
        {"task":"a","dataset":"builtin:x","shots":0}                              | schema-violation  | Field 'shots' is 0: must have a minimum value of 1
        {"task":"a","dataset":"builtin:x","shots":9999999999}                     | schema-violation  | Field 'shots'
        {"task":"a","dataset":"builtin:x","shots":null}                           | schema-violation  | Field 'shots'
        {"task":"a","dataset":"builtin:x","expert":{"rnk":4}}                     | schema-violation  | Field 'expert.rnk' is unknown; the fields allowed there are method, rank, dimension, length, targets
        {"task":"a","dataset":"builtin:x","expert":{"dimension":4}}               | schema-violation  | Field 'expert.dimension' cannot be combined
        {"task":"a","dataset":"builtin:x","expert":{"method":"adapter","rank":4}} | schema-violation  | Field 'expert.rank' cannot be combined
        {"task":"a","dataset":"builtin:x","expert":{"length":4}}                  | schema-violation  | Field 'expert.length' cannot be combined
        {"task":"a","dataset":"builtin:x","expert":{"method":"adapter","length":4}} | schema-violation | Field 'expert.length' cannot be combined
        {"task":"a","dataset":"builtin:x","expert":{"method":"adapter","targets":["q"]}} | schema-violation | Field 'expert.targets' cannot be combined
        {"task":"a","dataset":"builtin:x","expert":{"method":"prompt","rank":4}}  | schema-violation  | Field 'expert.rank' cannot be combined
        {"task":"a","dataset":"builtin:x","expert":{"method":"prompt","dimension":4}} | schema-violation | Field 'expert.dimension' cannot be combined
        {"task":"a","dataset":"builtin:x","expert":{"method":"prompt","targets":["q"]}} | schema-violation | Field 'expert.targets' cannot be combined
        {"task":"a","dataset":"builtin:x","expert":{"method":"prompt","length":0}} | schema-violation | Field 'expert.length' is 0
        {"task":"a","dataset":"builtin:x","expert":{"method":"bitfit","rank":4}}  | schema-violation  | Field 'expert.rank' cannot be combined
        {"task":"a","dataset":"builtin:x","expert":{"method":"full","targets":["q"]}} | schema-violation | Field 'expert.targets' cannot be combined
        {"task":"a","dataset":"builtin:x","expert":{"targets":[]}}                | schema-violation  | Field 'expert.targets'
        {"task":"a","dataset":"builtin:x","expert":{"targets":["q","q"]}}         | schema-violation  | Field 'expert.targets'
        {"task":"a","dataset":"builtin:x","expert":{"targets":["layers.0.q"]}}    | schema-violation  | Field 'expert.targets[0]' is "layers.0.q"
        {"task":"a","dataset":"builtin:x","interpolation":{"start":"equal"}}      | schema-violation  | Field 'interpolation.start' is "equal"
        {"task":"a","dataset":"builtin:x","interpolation":{"train":"experts"}}    | schema-violation  | Field 'interpolation.train' is "experts"
        {"task":"a","dataset":"builtin:x","interpolation":{"compress":"yes"}}     | schema-violation  | Field 'interpolation.compress' is "yes"
        {"task":"a","dataset":"builtin:x","training":{"learningRate":0}}          | schema-violation  | Field 'training.learningRate' is 0
        {"task":"a","dataset":"builtin:x","training":{"epochs":1.5}}              | schema-violation  | Field 'training.epochs' is 1.5
        {"task":"a","dataset":"builtin:x","interpolation":{"alpha":"layer"}}      | schema-violation  | Field 'interpolation.alpha' is "layer"
        """)
    void aRegistrationThatIsWrongIsRefusedWithCodeAndField(String json, String code, String words) {
        ContractException refused =
                catchThrowableOfType(ContractException.class, () -> CODEC.decode(TaskRegistered.class, utf8(json)));

        assertThat(refused).hasMessageContaining(words).hasMessageEndingWith(".");
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.advice()).isNotBlank();
    }

    @Test
    void bytesThatAreNotTextAreRefused() {
        ContractException refused = catchThrowableOfType(
                ContractException.class,
                () -> CODEC.decode(TaskRegistered.class, new byte[] {(byte) 0xC3, 0x28, 0, 1}));

        assertThat(refused.failure()).isEqualTo(FailureCode.RECORD_UNPARSABLE);
    }

    @Test
    void aFieldDeepInAnOutputEventIsNamedWithItsPlace() {
        Event trained = Samples.events()
                .filter(ExpertTrained.class::isInstance)
                .findFirst()
                .orElseThrow();
        byte[] broken = utf8(new String(CODEC.encode(trained), StandardCharsets.UTF_8)
                .replace("\"accuracy\":0.8125", "\"accuracy\":81.25"));

        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> CODEC.decode(ExpertTrained.class, broken))
                .withMessageContaining("'metrics.test.accuracy' is 81.25");
    }

    @Test
    void binaryModeCloudEventsAreUnderstoodWhoeverTheyAreFrom() {
        Map<String, String> headers =
                Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "/by-hand", "ce_type", "com.example.task");

        assertThat(CODEC.decode(TaskRegistered.class, utf8(MINIMAL), headers))
                .isEqualTo(TaskRegistered.of("trec", "file:///data/trec"));
    }

    @Test
    void structuredModeCloudEventsAreUnderstood() {
        String base64 = Base64.getEncoder().encodeToString(utf8(MINIMAL));

        assertThat(List.of(
                        registration("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/\",\"type\":\"t\",\"data\":"
                                + MINIMAL + "}"),
                        registration("{\"specversion\":\"1.0\",\"type\":\"t\",\"data_base64\":\"" + base64 + "\"}")))
                .containsOnly(TaskRegistered.of("trec", "file:///data/trec"));
    }

    @Test
    void anEventOnTheWrongTopicIsRefusedByItsDeclaredType() {
        Map<String, String> headers = Map.of("ce_type", "io.pituning.ExpertTuned.v1");

        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> CODEC.decode(TaskRegistered.class, utf8(MINIMAL), headers))
                .withMessageContaining("io.pituning.ExpertTuned.v1")
                .withMessageContaining("io.pituning.TaskRegistered.v1");
    }

    @Test
    void theKeyMustBeTheTasksName() {
        TaskRegistered task = TaskRegistered.of("trec", "builtin:x");

        assertThatCode(() -> EventCodec.requireKey(task, Optional.of("trec"))).doesNotThrowAnyException();
        for (Optional<String> wrong : List.of(Optional.of("subj"), Optional.<String>empty())) {
            ContractException refused =
                    catchThrowableOfType(ContractException.class, () -> EventCodec.requireKey(task, wrong));
            assertThat(refused.failure()).isEqualTo(FailureCode.KEY_MISMATCH);
        }
    }

    @Test
    void aTombstonesKeyMustBeATasksName() {
        assertThatCode(() -> EventCodec.requireTombstoneKey("trec")).doesNotThrowAnyException();
        for (String wrong : List.of("", "Trec", "x".repeat(64))) {
            ContractException refused =
                    catchThrowableOfType(ContractException.class, () -> EventCodec.requireTombstoneKey(wrong));
            assertThat(refused.failure()).isEqualTo(FailureCode.KEY_MISMATCH);
        }
    }

    @Test
    void aTaskVectorOfSixThousandNumbersStaysUnderAHundredKilobytes() {
        Random random = new Random(3);
        List<PooledTensor> tensors = IntStream.range(0, 60)
                .mapToObj(i -> PooledTensor.of("encoder.layers." + i + ".self_attn.q_proj.lora_A", values(random)))
                .toList();
        TaskEmbedded sample = Samples.events()
                .filter(TaskEmbedded.class::isInstance)
                .map(TaskEmbedded.class::cast)
                .findFirst()
                .orElseThrow();
        TaskEmbedded event = new TaskEmbedded(
                sample.task(),
                sample.registration(),
                sample.request(),
                sample.foundation(),
                sample.seed(),
                sample.seconds(),
                sample.expert(),
                sample.expertArtifact(),
                sample.artifact(),
                sample.metrics(),
                new PooledVector(PooledVector.ROW, 96, tensors));

        byte[] written = CODEC.encode(event);

        assertThat(written).hasSizeLessThan(100_000);
        assertThat(CODEC.decode(TaskEmbedded.class, written)).isEqualTo(event);
    }

    private static void addFieldEverywhere(JsonNode node) {
        node.forEach(EventCodecTest::addFieldEverywhere);
        if (node instanceof ObjectNode object) {
            object.put("fromTheFuture", 1);
        }
    }

    private static float[] values(Random random) {
        float[] values = new float[100];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 1e-7f;
        }
        return values;
    }

    private static TaskRegistered registration(String json) {
        return CODEC.decode(TaskRegistered.class, utf8(json));
    }
}
