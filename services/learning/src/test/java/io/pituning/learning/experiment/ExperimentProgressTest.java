package io.pituning.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentProgressTest {
    private final List<Double> shares = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final ExperimentProgress progress = new ExperimentProgress(
            (what, done, total) -> {
                words.add(what);
                shares.add((double) done / total);
            },
            2);

    @Test
    void theWholeNeverGoesBackWhateverARunIsMadeOf() {
        progress.next("emblem-genus nearest");
        for (String activity : List.of("pool rune-name", "pool rune-clan", "training", "training", "training on")) {
            progress.progress(activity, 0, 3);
            progress.progress(activity, 2, 3);
            progress.progress(activity, 3, 3);
        }

        assertThat(shares).isSorted().allSatisfy(share -> assertThat(share).isBetween(0.0, 0.5));
    }

    @Test
    void aRunThatIsDoneCountsWhole() {
        progress.next("emblem-genus own");
        progress.progress("training", 3, 3);
        progress.next("emblem-genus pi");
        progress.progress("interpolating", 0, 3);

        assertThat(shares.get(1)).isEqualTo(0.5);
    }

    @Test
    void howFarTheActivityIsStandsBesideIt() {
        progress.next("emblem-genus own");
        progress.progress("training", 1, 3);

        assertThat(words).containsExactly("emblem-genus own, training 33 %");
    }
}
