package io.pituning.learning.backbone.ofa;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.similarity.NamedVector;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.learning.similarity.TaskVector;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
        boolean greedy = numbers.has("base_greedy_tokens");
        boolean stem = numbers.has("resnet_out");
        boolean forward = numbers.has("in/src_tokens") && numbers.has("in/prev_output_tokens");
        if (!greedy && !stem && !forward) {
            return "there is nothing in this case that the learning core computes";
        }
        var weights = golden.weights(golden.hasImages());
        if (weights.isEmpty()) {
            return "the weights that it needs are not in the given folders";
        }
        GoldenModel model = new GoldenModel(golden, numbers, weights.get(), golden.backbone(weights.get()));
        if (stem) {
            model.checkStem();
        }
        if (forward) {
            model.checkForward();
        }
        if (greedy) {
            return checkGreedy(golden, model);
        }
        return "";
    }

    /** The tokens of {@code NAME_greedy_tokens} come from the expert of the case NAME; {@code base} is the bare model. */
    private static String checkGreedy(GoldenCase golden, GoldenModel model) throws IOException {
        for (String array : golden.numbers().arrays().keySet()) {
            if (array.endsWith("_greedy_tokens")) {
                String name = array.replace("_greedy_tokens", "");
                if (name.equals("base")) {
                    model.checkGreedy(name, Expert.none());
                    continue;
                }
                var expert = golden.sibling(name);
                if (expert.isEmpty()) {
                    return "the case " + name + ", whose expert it uses, is not in the given folders";
                }
                NamedTensors given = expert.get().tensors("expert/");
                model.checkGreedy(name, GoldenExpert.of(given, golden.config()).expert(given));
            }
        }
        return "";
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
        checkMatrix(numbers.get("task_sim_upper").data(), vectors);
        if (numbers.has("degenerate/task_sim_upper")) {
            checkMatrix(numbers.get("degenerate/task_sim_upper").data(), degenerate(vectors));
        }
    }

    private static void checkMatrix(double[] upper, List<TaskVector> vectors) {
        double[][] matrix = TaskSimilarity.matrix(vectors);
        int n = vectors.size();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                assertThat(matrix[i][j])
                        .as("similarity of tasks %d and %d", i, j)
                        .isCloseTo(upper[i * n + j], org.assertj.core.data.Offset.offset(1e-6));
            }
        }
    }

    /** As the case's description says: one tensor of task 2 is all zero, task 3 lacks another. */
    private static List<TaskVector> degenerate(List<TaskVector> vectors) {
        List<TaskVector> changed = new ArrayList<>(vectors);
        changed.set(
                2,
                new TaskVector(vectors.get(2).tensors().stream()
                        .map(t -> t.name().equals("encoder.layers.0.adapter1.down_proj.weight")
                                ? new NamedVector(t.name(), t.shape(), new float[t.values().length])
                                : t)
                        .toList()));
        changed.set(
                3,
                new TaskVector(vectors.get(3).tensors().stream()
                        .filter(t -> !t.name().equals("decoder.layers.1.adapter2.up_proj.bias"))
                        .toList()));
        return changed;
    }
}
