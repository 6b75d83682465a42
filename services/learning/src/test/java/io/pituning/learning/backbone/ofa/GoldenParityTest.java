package io.pituning.learning.backbone.ofa;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.backbone.Batch;
import io.pituning.learning.backbone.Encoded;
import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.expert.Method;
import io.pituning.learning.similarity.FisherInformation;
import io.pituning.learning.similarity.NamedVector;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.learning.similarity.TaskVector;
import io.pituning.learning.tensor.GradientTape;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import io.pituning.learning.training.SequenceLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The learning core against the numbers of the reference implementation, over every case of the folders in {@code -Dgolden.dirs}.
 *
 * <p>Tolerances: hidden states and logits 5e-5, losses 1e-5, gradients 1e-6 + 1e-4 relative, per-sample gradients and Fisher information
 * 1e-4 relative + 2e-5 of the array's largest value, similarity 1e-6.
 */
class GoldenParityTest {
    /** Where the build is started; the test runs in its module. */
    private static final Path ROOT = Path.of("../..");

    private static final Path OWN = Path.of("src/test/resources/golden");
    private static final Path SHARED = Path.of("../../../shared/golden");
    private static int passed;
    private static int failed;
    private static int notSupported;

    @TestFactory
    Stream<DynamicTest> reproducesTheReference() throws IOException {
        return GoldenCase.in(folders()).stream()
                .map(golden -> DynamicTest.dynamicTest(golden.folder() + "/" + golden.name(), () -> count(golden)));
    }

    @AfterAll
    static void tellHowMany() {
        System.out.printf(
                "golden: %d cases, %d passed, %d failed, %d not supported%n",
                passed + failed + notSupported, passed, failed, notSupported);
    }

    private static List<Path> folders() {
        String given = System.getProperty("golden.dirs", "");
        if (!given.isBlank()) {
            return Arrays.stream(given.split(","))
                    .map(folder -> Files.isDirectory(Path.of(folder)) ? Path.of(folder) : ROOT.resolve(folder))
                    .toList();
        }
        return Stream.of(OWN, SHARED).filter(Files::isDirectory).toList();
    }

    private static void count(GoldenCase golden) throws IOException {
        String why;
        try (Scope scope = Scope.open()) {
            why = check(golden);
            if (why.isEmpty()) {
                passed++;
            } else {
                notSupported++;
            }
        } catch (AssertionError | RuntimeException e) {
            failed++;
            throw e;
        }
        Assumptions.assumeTrue(why.isEmpty(), why);
    }

    /** Checks a case; says why it cannot be checked, or nothing. */
    private static String check(GoldenCase golden) throws IOException {
        Npz numbers = golden.numbers();
        if (golden.name().endsWith("-buckets")) {
            checkBuckets(numbers);
            return "";
        }
        if (numbers.has("per_tensor_cosine")) {
            checkSimilarity(numbers);
            return "";
        }
        if (!numbers.has("logits") || !numbers.has("in/src_tokens")) {
            return "no support yet for what this case holds";
        }
        if (numbers.under("expert/").keySet().stream().anyMatch(name -> name.contains("prompt"))) {
            return "prompt experts are not supported yet";
        }
        var weights = golden.weights(golden.hasImages());
        if (weights.isEmpty()) {
            return "the image stem's weights are not in the given folders";
        }
        checkModel(golden, numbers, new OfaBackbone(golden.config(), weights.get()));
        return "";
    }

    private static void checkModel(GoldenCase golden, Npz numbers, OfaBackbone backbone) {
        Batch batch = GoldenCase.batch(numbers, backbone);
        NamedTensors given = numbers.tensors("expert/");
        Parameters parameters = Parameters.of(given);
        Expert expert = parameters.expert(given);

        Encoded encoded = backbone.encode(batch.patches(), batch.source(), expert);
        near(numbers, "encoder_out", encoded.states(), 5e-5, 0);
        Tensor positions = encoded.positions();
        near(
                numbers,
                "encoder_position_embeddings",
                positions.expand(0).broadcast(batch.source().size(), positions.size(0), positions.size(1)),
                5e-5,
                0);
        Tensor logits = backbone.decode(encoded, batch.decoderInput(), expert);
        near(numbers, "logits", logits, 5e-5, 0);
        near(numbers, "loss", SequenceLoss.perToken(logits, batch.target(), 0), 1e-5, 0);
        near(numbers, "loss_label_smoothed_0.1", SequenceLoss.perToken(logits, batch.target(), 0.1), 1e-5, 0);

        TensorLayout layout = given.layout();
        if (!numbers.under("grad/").isEmpty()) {
            Tensor gradient = GradientTape.of(
                            layout.flatten(given),
                            flat -> SequenceLoss.perToken(
                                    backbone.forward(batch, parameters.expert(layout.cut(flat))), batch.target(), 0))
                    .gradient();
            each(numbers, "grad/", layout.cut(gradient), 1e-6, 1e-4);
        }
        if (!numbers.under("sample_grad/").isEmpty()) {
            Tensor gradients = FisherInformation.sampleGradients(backbone, expert, layout, batch);
            eachOfMax(numbers, "sample_grad/", layout.cut(gradients));
            Tensor squares = FisherInformation.squaredSum(backbone, expert, layout, batch)
                    .multiply(1.0 / batch.source().size());
            eachOfMax(numbers, "fisher_exact/", layout.cut(squares));
        }
        if (!numbers.under("fisher_official/").isEmpty()) {
            Tensor batchGradient = GradientTape.of(layout.flatten(given), flat -> SequenceLoss.perRow(
                                    backbone.forward(batch, parameters.expert(layout.cut(flat))), batch.target(), 0.1)
                            .sum())
                    .gradient();
            Tensor squares =
                    batchGradient.square().multiply(1.0 / batch.source().size());
            eachOfMax(numbers, "fisher_official/", layout.cut(squares));
        }
    }

    private static void checkBuckets(Npz numbers) {
        numbers.arrays().forEach((name, values) -> {
            if (name.endsWith("position_idx")) {
                return;
            }
            int side = (int) values.shape()[0];
            boolean text = name.contains("token_rp_bucket");
            int size = text ? (int) (values.data()[0] + 1) : (int) Math.round(Math.sqrt(side - 1.0));
            for (int i = 0; i < values.data().length; i++) {
                int query = i / side;
                int key = i % side;
                long bucket = text
                        ? RelativePositions.textBucket(query, key, size)
                        : RelativePositions.imageBucket(query, key, size);
                assertThat(bucket).as("%s[%d][%d]", name, query, key).isEqualTo((long) values.data()[i]);
            }
        });
    }

    private static void checkSimilarity(Npz numbers) {
        Map<Integer, List<NamedVector>> tasks = new TreeMap<>();
        numbers.under("task/").forEach((name, values) -> {
            String[] parts = name.split("/", 2);
            int[] shape =
                    Arrays.stream(values.shape()).mapToInt(Math::toIntExact).toArray();
            tasks.computeIfAbsent(Integer.valueOf(parts[0]), t -> new ArrayList<>())
                    .add(new NamedVector(parts[1], shape, values.floats()));
        });
        List<TaskVector> vectors = tasks.values().stream().map(TaskVector::new).toList();
        int n = vectors.size();
        double[] upper = numbers.get("task_sim_upper").data();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                assertThat(TaskSimilarity.between(vectors.get(i), vectors.get(j)))
                        .as("similarity of tasks %d and %d", i, j)
                        .isCloseTo(upper[i * n + j], org.assertj.core.data.Offset.offset(1e-6));
            }
        }
    }

    private static void each(Npz numbers, String prefix, NamedTensors actual, double absolute, double relative) {
        for (String name : actual.names()) {
            near(numbers, prefix + name, actual.get(name), absolute, relative);
        }
    }

    private static void eachOfMax(Npz numbers, String prefix, NamedTensors actual) {
        for (String name : actual.names()) {
            double largest = Arrays.stream(numbers.get(prefix + name).data())
                    .map(Math::abs)
                    .max()
                    .orElse(0);
            near(numbers, prefix + name, actual.get(name), 2e-5 * largest, 1e-4);
        }
    }

    private static void near(Npz numbers, String name, Tensor actual, double absolute, double relative) {
        if (!numbers.has(name)) {
            return;
        }
        double[] expected = numbers.get(name).data();
        float[] values = actual.toFloats();
        assertThat(values.length).as(name).isEqualTo(expected.length);
        for (int i = 0; i < values.length; i++) {
            double tolerance = absolute + relative * Math.abs(expected[i]);
            assertThat(Math.abs(values[i] - expected[i]))
                    .as("%s[%d]: expected %s, was %s", name, i, expected[i], values[i])
                    .isLessThanOrEqualTo(tolerance);
        }
    }

    /** How the tensors of a case make an expert: as they are, or k adapters and their interpolation weights. */
    private record Parameters(Method method, int mixed) {

        static Parameters of(NamedTensors given) {
            if (given.names().isEmpty()) {
                return new Parameters(new Adapter(1), 0);
            }
            String first = given.names().iterator().next();
            if (first.contains("lora")) {
                int rank = (int) given.values().iterator().next().size(0);
                return new Parameters(new Lora(rank, 1.0 / rank), 1);
            }
            int mixed = (int) given.names().stream()
                    .filter(name -> name.matches("encoder\\.layers\\.0\\.adapters1\\.\\d+\\.down_proj\\.weight"))
                    .count();
            return new Parameters(new Adapter(16), Math.max(1, mixed));
        }

        Expert expert(NamedTensors given) {
            if (mixed == 0) {
                return Expert.none();
            }
            if (mixed == 1) {
                return Expert.of(method, given);
            }
            List<NamedTensors> experts = new ArrayList<>();
            for (int i = 0; i < mixed; i++) {
                experts.add(member(given, i));
            }
            return Expert.of(method.mixed(mixed), method.mix(experts, site -> given.get(
                            site.replaceAll("adapter(\\d)$", "adapter_interpolation_weight$1"))
                    .softmax(0)));
        }

        private static NamedTensors member(NamedTensors given, int i) {
            Map<String, Tensor> member = new LinkedHashMap<>();
            for (String name : given.names()) {
                if (name.matches(".*\\.adapters\\d\\." + i + "\\..*")) {
                    member.put(name.replaceAll("\\.adapters(\\d)\\." + i + "\\.", ".adapter$1."), given.get(name));
                }
            }
            return new NamedTensors(member);
        }
    }
}
