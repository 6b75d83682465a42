package io.pituning.learning.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataSetTest {
    private static final DataSet ANIMALS = dataSet(List.of("cat", "dog", "cow"));

    @Test
    void shotsKeepAsManyExamplesOfEveryLabel() {
        DataSet few = ANIMALS.shots(4, 7);

        assertThat(counts(few.train())).isEqualTo(Map.of("cat", 4L, "dog", 4L, "cow", 4L));
        assertThat(counts(few.validation())).isEqualTo(Map.of("cat", 4L, "dog", 4L, "cow", 4L));
        assertThat(few.test()).isEqualTo(ANIMALS.test());
    }

    @Test
    void shotsKeepAllOfALabelThatHasFewer() {
        assertThat(ANIMALS.shots(1000, 7)).isEqualTo(ANIMALS);
    }

    @Test
    void shotsCountInAllWhereThereAreNoLabels() {
        DataSet few = dataSet(List.of()).shots(5, 7);

        assertThat(few.train()).hasSize(5);
        assertThat(few.validation()).hasSize(5);
    }

    @Test
    void theSameSeedChoosesTheSameShotsAndAnotherSeedOthers() {
        assertThat(ANIMALS.shots(4, 7)).isEqualTo(ANIMALS.shots(4, 7));
        assertThat(ANIMALS.shots(4, 7)).isNotEqualTo(ANIMALS.shots(4, 8));
    }

    @Test
    void noShotIsRefused() {
        assertThatThrownBy(() -> ANIMALS.shots(0, 7)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limitsBoundEachSplitByItsOwnNumber() {
        DataSet limited = ANIMALS.limit(10, 20, Integer.MAX_VALUE, 7);

        assertThat(limited.train()).hasSize(10).isSubsetOf(ANIMALS.train());
        assertThat(limited.validation()).hasSize(20).isSubsetOf(ANIMALS.validation());
        assertThat(limited.test()).isEqualTo(ANIMALS.test());
        assertThat(limited).isEqualTo(ANIMALS.limit(10, 20, Integer.MAX_VALUE, 7));
    }

    @Test
    void aPartIsBoundedByShotsThenByExamplesAndLeavesTheTestSplitWhole() {
        assertThat(ANIMALS.part(Optional.empty(), Optional.empty(), 7)).isEqualTo(ANIMALS);
        assertThat(ANIMALS.part(Optional.of(4), Optional.empty(), 7)).isEqualTo(ANIMALS.shots(4, 7));

        DataSet part = ANIMALS.part(Optional.of(4), Optional.of(8), 7);
        assertThat(part.train()).hasSize(8).isSubsetOf(ANIMALS.shots(4, 7).train());
        assertThat(part.validation()).hasSize(2);
        assertThat(part.test()).isEqualTo(ANIMALS.test());
    }

    @Test
    void aPromptIsInstructionAndTextOrOneOfThem() {
        DataSetInfo with = info(Optional.of("what is it?"), List.of());
        DataSetInfo without = info(Optional.empty(), List.of());

        assertThat(with.prompt(Example.ofText("a cat", ""))).isEqualTo("what is it? a cat");
        assertThat(with.prompt(Example.ofText("", ""))).isEqualTo("what is it?");
        assertThat(without.prompt(Example.ofText("a cat", ""))).isEqualTo("a cat");
    }

    private static DataSet dataSet(List<String> labels) {
        return new DataSet(
                info(Optional.empty(), labels),
                examples("train", labels),
                examples("validation", labels),
                examples("test", labels));
    }

    private static DataSetInfo info(Optional<String> instruction, List<String> labels) {
        return new DataSetInfo("animals", Modality.LANGUAGE, instruction, labels, Metric.ACCURACY, "made up");
    }

    private static List<Example> examples(String split, List<String> labels) {
        return IntStream.range(0, 60)
                .mapToObj(i -> Example.ofText(split + i, labels.isEmpty() ? "free" : labels.get(i % labels.size())))
                .toList();
    }

    private static Map<String, Long> counts(List<Example> examples) {
        return examples.stream()
                .map(Example::target)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
