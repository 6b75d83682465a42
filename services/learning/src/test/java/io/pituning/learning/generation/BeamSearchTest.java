package io.pituning.learning.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The search alone, on made-up probabilities of a vocabulary of 0 (the end), 1, 2 and 3. */
class BeamSearchTest {
    private static final int VOCABULARY = 4;
    private static final AllowedTokens ANY = AllowedTokens.free(new int[] {1, 2, 3}, 0);

    @Test
    void ofEquallyProbableTokensTheLowerNumberWins() {
        BeamSearch search = new BeamSearch(1, 0, ANY, SearchSettings.greedy(2));

        search.advance(logs(0.1, 0.3, 0.3, 0.3), VOCABULARY);
        search.advance(logs(0.1, 0.1, 0.4, 0.4), VOCABULARY);
        search.advance(logs(0.1, 0.3, 0.3, 0.3), VOCABULARY);

        assertThat(search.done()).isTrue();
        assertThat(search.answers().get(0).tokens()).containsExactly(1, 2);
    }

    @Test
    void aWiderBeamFindsWhatGreedySearchMisses() {
        BeamSearch search = new BeamSearch(1, 0, ANY, new SearchSettings(2, 0, 5));

        assertThat(search.advance(logs(0, 0.5, 0.4, 0.1), VOCABULARY)).containsExactly(0, 0);
        assertThat(search.lastTokens(9)).containsExactly(new int[] {1}, new int[] {2});
        // After 1 nothing is likely, after 2 the end is nearly certain.
        long[] origins = search.advance(logs(0.05, 0.35, 0.3, 0.3, 0.97, 0.01, 0.01, 0.01), VOCABULARY);

        assertThat(origins).containsExactly(0, 0);
        assertThat(search.lastTokens(9)).containsExactly(new int[] {1}, new int[] {2});
        search.advance(logs(0.97, 0.01, 0.01, 0.01, 0.97, 0.01, 0.01, 0.01), VOCABULARY);
        assertThat(search.done()).isTrue();
        assertThat(search.answers().get(0).tokens()).containsExactly(2);
        assertThat(search.answers().get(0).logProbability()).isCloseTo(Math.log(0.4 * 0.97), within(1e-6));
    }

    @Test
    void aLengthPenaltyFavorsTheLongerAnswer() {
        BeamSearch search = new BeamSearch(1, 0, ANY, new SearchSettings(2, 2, 5));

        search.advance(logs(0, 0.5, 0.4, 0.1), VOCABULARY);
        search.advance(logs(0.05, 0.35, 0.3, 0.3, 0.97, 0.01, 0.01, 0.01), VOCABULARY);
        search.advance(logs(0.97, 0.01, 0.01, 0.01, 0.97, 0.01, 0.01, 0.01), VOCABULARY);

        Hypothesis best = search.answers().get(0);
        assertThat(best.tokens()).containsExactly(1, 1);
        assertThat(best.score()).isCloseTo(Math.log(0.5 * 0.35 * 0.97) / 9, within(1e-6));
    }

    @Test
    void aRowThatIsDoneLeavesTheOthersAlone() {
        BeamSearch search = new BeamSearch(2, 0, ANY, SearchSettings.greedy(5));

        search.advance(logs(0, 0.8, 0.1, 0.1, 0, 0.1, 0.8, 0.1), VOCABULARY);
        long[] origins = search.advance(logs(0.7, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.7), VOCABULARY);

        assertThat(origins).containsExactly(1);
        search.advance(logs(0.7, 0.1, 0.1, 0.1), VOCABULARY);
        assertThat(search.answers()).extracting(Hypothesis::tokens).containsExactly(new int[] {1}, new int[] {2, 3});
    }

    @Test
    void anAnswerOfMostTokensMustEndHoweverUnlikely() {
        BeamSearch search = new BeamSearch(1, 0, ANY, SearchSettings.greedy(1));

        search.advance(logs(0, 0.1, 0.1, 0.8), VOCABULARY);
        search.advance(logs(0.01, 0.01, 0.01, 0.97), VOCABULARY);

        assertThat(search.done()).isTrue();
        assertThat(search.answers().get(0).tokens()).containsExactly(3);
        assertThat(search.answers().get(0).logProbability()).isCloseTo(Math.log(0.8 * 0.01), within(1e-6));
    }

    @Test
    void noAnswerIsMadeUpWhereNoneIsAllowed() {
        AllowedTokens long3 = AllowedTokens.exactly(3, new int[] {1, 2}, 0);
        BeamSearch search = new BeamSearch(1, 0, long3, SearchSettings.greedy(1));

        search.advance(logs(0.25, 0.25, 0.25, 0.25), VOCABULARY);
        search.advance(logs(0.25, 0.25, 0.25, 0.25), VOCABULARY);

        assertThat(search.done()).isTrue();
        assertThatThrownBy(search::answers)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 1 tokens");
    }

    @Test
    void aTokenOutsideTheVocabularyIsRefused() {
        AllowedTokens unknown = AllowedTokens.exactly(1, new int[] {4}, 0);
        BeamSearch search = new BeamSearch(1, 0, unknown, SearchSettings.greedy(1));

        assertThatThrownBy(() -> search.advance(logs(0.25, 0.25, 0.25, 0.25), VOCABULARY))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aSearchThatCanFindNothingIsRefused() {
        assertThatThrownBy(() -> new SearchSettings(0, 1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SearchSettings(1, Double.NaN, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SearchSettings.greedy(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static float[] logs(double... probabilities) {
        float[] logs = new float[probabilities.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) Math.log(probabilities[i]);
        }
        return logs;
    }
}
