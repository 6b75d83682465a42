package io.pituning.learning.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.LearningException;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltinTasksTest {
    private static final PretrainingCorpus CORPUS = new PretrainingCorpus(1, List.of());
    private static final List<String> PROMPTS = LongStream.range(0, 4000)
            .mapToObj(index -> CORPUS.example(index).text())
            .toList();

    static List<String> names() {
        return BuiltinTasks.names();
    }

    @Test
    void thereAreEightVisionSixLanguageAndSixVisionLanguageTasks() {
        Map<Modality, Long> counts = BuiltinTasks.names().stream()
                .map(name -> BuiltinTasks.info(name).modality())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counts).isEqualTo(Map.of(Modality.VISION, 8L, Modality.LANGUAGE, 6L, Modality.VISION_LANGUAGE, 6L));
    }

    @Test
    void theDemoShowsAllModalitiesInPoolAndNewcomersAndNoTaskTwice() {
        List<String> all = Stream.concat(BuiltinTasks.demoPool().stream(), BuiltinTasks.demoNewcomers().stream())
                .toList();

        assertThat(all).doesNotHaveDuplicates().isSubsetOf(BuiltinTasks.names());
        assertThat(BuiltinTasks.demoPool()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(BuiltinTasks.demoNewcomers()).hasSizeGreaterThanOrEqualTo(4);
        for (List<String> part : List.of(BuiltinTasks.demoPool(), BuiltinTasks.demoNewcomers())) {
            assertThat(part.stream()
                            .map(name -> BuiltinTasks.dataSet(name).info().modality()))
                    .contains(Modality.values());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aTaskHasItsFullSizeAndBalancedLabels(String name) {
        DataSet data = BuiltinTasks.dataSet(name);

        assertThat(data.train()).hasSize(1000);
        assertThat(data.validation()).hasSize(200);
        assertThat(data.test()).hasSize(400);
        int labels = data.info().labels().size();
        for (List<Example> split : List.of(data.train(), data.validation(), data.test())) {
            if (data.info().isClassification()) {
                Map<String, Long> counts =
                        split.stream().collect(Collectors.groupingBy(Example::target, Collectors.counting()));
                assertThat(counts).containsOnlyKeys(data.info().labels());
                assertThat(counts.values()).allMatch(count -> Math.abs(count - (double) split.size() / labels) < 1);
            }
        }
    }

    @Test
    void anotherSizeAndAnotherDrawCanBeAskedFor() {
        DataSet usual = BuiltinTasks.dataSet("refer-color");
        DataSet larger = BuiltinTasks.dataSet("refer-color?train=1200&validation=30");
        DataSet other = BuiltinTasks.dataSet("refer-color?seed=1");

        assertThat(larger.train()).hasSize(1200);
        assertThat(larger.validation()).isEqualTo(usual.validation().subList(0, 30));
        assertThat(larger.test()).isEqualTo(usual.test());
        assertThat(other.test()).doesNotContainAnyElementsOf(usual.test());
    }

    @Test
    void aSizeForWhichThereAreNotEnoughDifferentTextsIsRefusedWithTheLargestThatThereIs() {
        int largest = BuiltinTasks.enlarged("same-question", 8000).train().size();

        assertThat(largest).isBetween(1000, 7999);
        assertThat(BuiltinTasks.dataSet("same-question?train=" + largest).train())
                .hasSize(largest);
        assertThatThrownBy(() -> BuiltinTasks.dataSet("same-question?train=8000"))
                .isInstanceOfSatisfying(LearningException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("dataset-missing");
                    assertThat(failure.advice()).isEqualTo("Ask for train=" + largest + " at most.");
                });
    }

    @Test
    void anEnlargedDataSetBeginsWithTheUsualOne() {
        DataSet usual = BuiltinTasks.dataSet("same-question");

        assertThat(BuiltinTasks.enlarged("same-question", 10).train()).isEqualTo(usual.train());
        assertThat(BuiltinTasks.enlarged("same-question", 1500).train())
                .hasSize(1500)
                .startsWith(usual.train().toArray(Example[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "train=0", "train=1000000", "shots=3", "seed=-1", "train=2&", "&train=2", "x"})
    void aSizeThatMakesNoSenseIsRefused(String size) {
        assertThatThrownBy(() -> BuiltinTasks.dataSet("refer-color?" + size))
                .isInstanceOfSatisfying(LearningException.class, failure -> assertThat(failure.code())
                        .isEqualTo("dataset-missing"));
    }

    @Test
    void noTextThatATaskIsTestedOnStandsInAnyOtherData() {
        Set<String> tested = new HashSet<>();
        Set<String> others = new HashSet<>();
        for (String name : names()) {
            DataSet data = BuiltinTasks.dataSet(name);
            if (data.info().modality() == Modality.LANGUAGE) {
                data.test().forEach(example -> tested.add(letters(example.text())));
                data.train().forEach(example -> others.add(letters(example.text())));
                data.validation().forEach(example -> others.add(letters(example.text())));
            }
        }

        assertThat(tested).hasSize(6 * 400).doesNotContainAnyElementsOf(others);
        assertThat(PROMPTS.stream().map(BuiltinTasksTest::letters))
                .noneMatch(prompt -> tested.stream().anyMatch(prompt::endsWith));
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    @Test
    void relatednessIsTheShareOfCommonTraits() {
        assertThat(BuiltinTasks.relatedness("fabric-name", "fabric-use")).isEqualTo(1);
        assertThat(BuiltinTasks.relatedness("fabric-name", "sound-grammar")).isZero();
        assertThat(BuiltinTasks.relatedness("refer-color", "refer-place")).isEqualTo(3.0 / 5);
        for (String one : names()) {
            for (String other : names()) {
                assertThat(BuiltinTasks.relatedness(one, other)).isEqualTo(BuiltinTasks.relatedness(other, one));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-meaning", "same-question"})
    void twoTextsThatSayDifferentThingsAreAlikeOrOfAnotherMatter(String name) {
        List<Double> common = BuiltinTasks.dataSet(name).train().stream()
                .filter(example -> example.target().equals("no"))
                .map(example -> commonWords(example.text().split(" \\[SEP\\] ")))
                .toList();

        assertThat(common.stream().filter(share -> share == 0)).hasSizeBetween(150, 350);
        assertThat(common.stream().filter(share -> share > 0.1)).hasSizeBetween(100, 350);
    }

    /** Of the words that either text has, the part that both have; small words do not count. */
    private static double commonWords(String[] texts) {
        Set<String> either = words(texts[0]);
        Set<String> second = words(texts[1]);
        Set<String> both = new HashSet<>(either);
        both.retainAll(second);
        either.addAll(second);
        return (double) both.size() / either.size();
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> word.length() > 3).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void noExampleOfATaskAppearsTwice(String name) {
        DataSet data = BuiltinTasks.dataSet(name);
        Set<String> seen = new HashSet<>();

        for (List<Example> split : List.of(data.train(), data.validation(), data.test())) {
            for (Example example : split) {
                assertThat(seen.add(example.text() + example.picture())).isTrue();
            }
        }
    }

    @Test
    void theTextsAreThoseThatTheRecordedExperimentsWereMadeOn() {
        List<String> texts = BuiltinTasks.names().stream()
                .map(BuiltinTasks::dataSet)
                .flatMap(task -> Stream.of(task.train(), task.validation(), task.test()))
                .flatMap(List::stream)
                .flatMap(example -> Stream.of(example.text(), example.target()))
                .toList();

        assertThat(texts.hashCode()).isEqualTo(-1287114315);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aTaskIsTheSameEveryTime(String name) {
        assertThat(BuiltinTasks.dataSet(name)).isEqualTo(BuiltinTasks.dataSet(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void examplesHaveWhatTheirModalitySays(String name) {
        DataSet data = BuiltinTasks.dataSet(name);
        Modality modality = data.info().modality();

        assertThat(data.train()).allMatch(example -> example.picture().isPresent() == modality.hasPicture());
        assertThat(data.train()).allMatch(example -> example.text().isEmpty() != modality.hasText());
    }

    @ParameterizedTest
    @MethodSource("names")
    void thePreTrainingCorpusNeverAsksInTheWordsOfATask(String name) {
        BuiltinTasks.info(name).instruction().ifPresent(instruction -> assertThat(PROMPTS)
                .noneMatch(prompt -> prompt.startsWith(instruction)));
    }

    @Test
    void anUnknownNameIsMissingAndTheAdviceListsTheKnownOnes() {
        assertThatThrownBy(() -> BuiltinTasks.dataSet("nothing"))
                .isInstanceOfSatisfying(LearningException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("dataset-missing");
                    assertThat(failure.advice()).contains("rune-clan");
                });
    }
}
