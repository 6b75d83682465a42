package io.pituning.learning.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pituning.learning.LearningException;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltinTasksTest {
    private static final List<String> PROMPTS = LongStream.range(0, 4000)
            .mapToObj(index -> PretrainingCorpus.example(index, 1).text())
            .toList();

    static List<String> names() {
        return BuiltinTasks.names();
    }

    @Test
    void there_are_enough_tasks_of_every_modality() {
        Map<Modality, Long> counts = BuiltinTasks.names().stream()
                .map(name -> BuiltinTasks.dataSet(name).info().modality())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counts.values()).allMatch(count -> count >= 4);
    }

    @Test
    void the_demo_shows_all_modalities_in_pool_and_newcomers_and_no_task_twice() {
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
    void a_task_has_its_full_size_and_balanced_labels(String name) {
        DataSet data = BuiltinTasks.dataSet(name);

        assertThat(data.train()).hasSize(400);
        assertThat(data.validation()).hasSize(100);
        assertThat(data.test()).hasSize(200);
        int labels = data.info().labels().size();
        for (List<Example> split : List.of(data.train(), data.validation(), data.test())) {
            Map<String, Long> counts =
                    split.stream().collect(Collectors.groupingBy(Example::target, Collectors.counting()));
            assertThat(counts).containsOnlyKeys(data.info().labels());
            assertThat(counts.values()).allMatch(count -> Math.abs(count - (double) split.size() / labels) < 1);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void no_example_of_a_task_appears_twice(String name) {
        DataSet data = BuiltinTasks.dataSet(name);
        Set<String> seen = new HashSet<>();

        for (List<Example> split : List.of(data.train(), data.validation(), data.test())) {
            for (Example example : split) {
                assertThat(seen.add(example.text() + example.picture())).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_task_is_the_same_every_time(String name) {
        assertThat(BuiltinTasks.dataSet(name)).isEqualTo(BuiltinTasks.dataSet(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void examples_have_what_their_modality_says(String name) {
        DataSet data = BuiltinTasks.dataSet(name);
        Modality modality = data.info().modality();

        assertThat(data.train()).allMatch(example -> example.picture().isPresent() == modality.hasPicture());
        assertThat(data.train()).allMatch(example -> example.text().isEmpty() != modality.hasText());
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_pre_training_corpus_never_asks_in_the_words_of_a_task(String name) {
        BuiltinTasks.dataSet(name).info().instruction().ifPresent(instruction -> assertThat(PROMPTS)
                .noneMatch(prompt -> prompt.startsWith(instruction)));
    }

    @Test
    void a_task_opens_without_delay() {
        BuiltinTasks.dataSet("color-family");

        assertThat(Duration.ofSeconds(1)).isGreaterThan(time(() -> BuiltinTasks.dataSet("product-reviews")));
    }

    @Test
    void an_unknown_name_is_missing_and_the_advice_lists_the_known_ones() {
        assertThatThrownBy(() -> BuiltinTasks.dataSet("nothing"))
                .isInstanceOfSatisfying(LearningException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("dataset-missing");
                    assertThat(failure.advice()).contains("color-family");
                });
    }

    private static Duration time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
