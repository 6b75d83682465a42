package io.pituning.learning.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedTokensTest {
    private static final int END = 2;

    @Test
    void freeTextMayEndOnceThereIsAToken() {
        AllowedTokens free = AllowedTokens.free(new int[] {7, 5, 6}, END);

        assertThat(free.after(tokens())).containsExactly(5, 6, 7);
        assertThat(free.after(tokens(6))).containsExactly(END, 5, 6, 7);
    }

    @Test
    void aLabelMayEndOnlyWhereItIsComplete() {
        AllowedTokens labels =
                AllowedTokens.labels(List.of(tokens(5, 6), tokens(9), tokens(5, 6, 8), tokens(5, 4)), END);

        assertThat(labels.after(tokens())).containsExactly(5, 9);
        assertThat(labels.after(tokens(5))).containsExactly(4, 6);
        assertThat(labels.after(tokens(5, 6))).containsExactly(END, 8);
        assertThat(labels.after(tokens(5, 6, 8))).containsExactly(END);
        assertThat(labels.after(tokens(6))).isEmpty();
    }

    @Test
    void aFixedNumberOfTokensEndsThere() {
        AllowedTokens box = AllowedTokens.exactly(2, new int[] {8, 7}, END);

        assertThat(box.after(tokens())).containsExactly(7, 8);
        assertThat(box.after(tokens(8))).containsExactly(7, 8);
        assertThat(box.after(tokens(8, 7))).containsExactly(END);
    }

    @Test
    void whatAllowsNoAnswerIsRefused() {
        assertThatThrownBy(() -> AllowedTokens.labels(List.of(), END)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AllowedTokens.labels(List.of(tokens()), END))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AllowedTokens.exactly(0, tokens(5), END)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AllowedTokens.exactly(1, tokens(), END)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int[] tokens(int... tokens) {
        return tokens;
    }
}
