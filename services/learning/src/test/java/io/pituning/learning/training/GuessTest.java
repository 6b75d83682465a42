package io.pituning.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import io.pituning.learning.metric.Metric;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuessTest {
    @Test
    void isTheShareOfTheMostFrequentTrainingLabelInTheHeldOutSplits() {
        DataSet data = data(List.of("yes", "no"), "yes no yes", "yes yes yes no", "yes yes no no");

        assertThat(Guess.of(data)).hasValue(new Guess(0.75, 0.5));
    }

    @Test
    void isNeverBelowGuessingEvenly() {
        DataSet data = data(List.of("a", "b", "c", "d"), "a b c d", "b c d d", "b b b b");

        assertThat(Guess.of(data)).hasValue(new Guess(0.25, 0.25));
    }

    @Test
    void isTheFirstByNameOfEquallyFrequentLabels() {
        DataSet data = data(List.of("yes", "no"), "yes no", "no no no yes", "no");

        assertThat(Guess.of(data)).hasValue(new Guess(0.75, 1));
    }

    @Test
    void isUnknownWhereThereAreNoLabels() {
        assertThat(Guess.of(data(List.of(), "a", "b", "c"))).isEmpty();
    }

    @Test
    void isUnknownWhereSomethingElseThanAccuracyCounts() {
        assertThat(Guess.of(data(Metric.F1, List.of("yes", "no"), "yes no", "yes", "no")))
                .isEmpty();
    }

    private static DataSet data(List<String> labels, String train, String validation, String test) {
        return data(Metric.ACCURACY, labels, train, validation, test);
    }

    private static DataSet data(Metric metric, List<String> labels, String train, String validation, String test) {
        var info = new DataSetInfo("any", Modality.LANGUAGE, Optional.empty(), labels, metric, "made up");
        return new DataSet(info, examples(train), examples(validation), examples(test));
    }

    private static List<Example> examples(String targets) {
        return Stream.of(targets.split(" "))
                .map(target -> new Example(Optional.empty(), "text", target))
                .toList();
    }
}
