package io.pituning.learning.generation;

import static java.util.function.Predicate.not;

import io.pituning.learning.backbone.Backbone;
import io.pituning.learning.backbone.DecoderState;
import io.pituning.learning.backbone.DecoderStep;
import io.pituning.learning.backbone.Patches;
import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Generates answers: greedy or beam search, all beginnings of all rows as one batch.
 *
 * <p>The keys and values of what was read are kept, so a further token costs one token's work; rows that are done leave the batch. Memory is
 * that of one step, rows · width beginnings: whoever asks bounds the rows. Deterministic: of equally probable tokens the lower number wins.
 */
public final class Generator {
    private final Backbone backbone;
    private final SearchSettings settings;

    public Generator(Backbone backbone, SearchSettings settings) {
        this.backbone = backbone;
        this.settings = settings;
    }

    /**
     * The best answer found to each row.
     *
     * @param source B rows
     * @param expert with one set of values for all rows
     * @throws IllegalArgumentException if no allowed answer was found within the most tokens
     */
    public List<Hypothesis> generate(
            Optional<Patches> patches, TokenRows source, Expert expert, AllowedTokens allowed) {
        try (Scope scope = Scope.open()) {
            return generate(backbone.start(backbone.encode(patches, source, expert), expert), expert, allowed);
        }
    }

    /** As {@link #generate(Optional, TokenRows, Expert, AllowedTokens)}, from a decoder that has read nothing yet; it stays the caller's. */
    public List<Hypothesis> generate(DecoderState start, Expert expert, AllowedTokens allowed) {
        BeamSearch search = new BeamSearch(start.size(), backbone.tokens().end(), allowed, settings);
        Set<Tensor> callers = Set.copyOf(start.tensors());
        try (Scope scope = Scope.open()) {
            DecoderState state = start;
            while (!search.done()) {
                DecoderState next = step(search, state, expert, callers);
                // The scope around all steps would hold to the end what only this step needed.
                state.tensors().stream()
                        .filter(not(callers::contains))
                        .filter(not(next.tensors()::contains))
                        .forEach(Tensor::close);
                state = next;
            }
        }
        return search.answers();
    }

    private DecoderState step(BeamSearch search, DecoderState state, Expert expert, Set<Tensor> callers) {
        try (Scope scope = Scope.open()) {
            TokenRows last = TokenRows.of(
                    search.lastTokens(backbone.tokens().decoderStart()),
                    backbone.tokens().padding());
            DecoderStep said = backbone.advance(state, last, expert);
            Tensor logProbabilities = said.logits().logSoftmax(-1);
            long[] origins = search.advance(logProbabilities.toFloats(), (int) logProbabilities.size(-1));
            boolean unmoved =
                    Arrays.equals(origins, LongStream.range(0, last.size()).toArray());
            DecoderState next =
                    unmoved || search.done() ? said.state() : said.state().rows(origins);
            next.tensors().stream().filter(not(callers::contains)).forEach(scope::keep);
            return next;
        }
    }
}
