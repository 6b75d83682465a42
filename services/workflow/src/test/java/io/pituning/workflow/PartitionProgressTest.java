package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionProgressTest {
    private final PartitionProgress progress = new PartitionProgress();

    @Test
    void isDoneUpToTheFirstRecordInHand() {
        progress.take(4);
        progress.take(5);
        progress.take(8);

        assertThat(progress.committable(5)).isEqualTo(4);
        progress.done(5);
        assertThat(progress.committable(4)).isEqualTo(8);
        progress.done(4);
        assertThat(progress.committable(8)).isEqualTo(9);
    }

    @Test
    void takesNoRecordTwice() {
        assertThat(progress.take(4)).isTrue();
        assertThat(progress.take(4)).isFalse();
        progress.done(4);
        assertThat(progress.take(4)).isFalse();
        assertThat(progress.take(5)).isTrue();
    }
}
