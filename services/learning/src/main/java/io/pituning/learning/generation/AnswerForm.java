package io.pituning.learning.generation;

import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.metric.Metric;
import java.util.Arrays;

/**
 * What a task's generated answers look like: a box is exactly four location tokens, x0 y0 x1 y1, everything else free text.
 *
 * <p>Evaluation and serving must agree on it. Boxes are written as in OFA (Wang et al., ICML 2022).
 */
public final class AnswerForm {
    private static final int CORNERS = 4;

    private final AllowedTokens allowed;
    /** What a box is made of, ascending; none where the answer is free text. */
    private final int[] locations;

    private AnswerForm(AllowedTokens allowed, int[] locations) {
        this.allowed = allowed;
        this.locations = locations;
    }

    /**
     * The form of a task's answers by a model.
     *
     * @param info a task measured by {@link Metric#IOU} answers with a box, if the model's tokenizer has location tokens
     */
    public static AnswerForm of(FoundationModel model, DataSetInfo info) {
        int end = model.backbone().tokens().end();
        int[] locations = model.tokenizer().locationTokens();
        return info.metric() == Metric.IOU && locations.length > 0
                ? new AnswerForm(AllowedTokens.exactly(CORNERS, locations, end), locations)
                : new AnswerForm(AllowedTokens.free(model.tokenizer().ordinaryTokens(), end), new int[0]);
    }

    /** The tokens an answer may consist of. */
    public AllowedTokens allowed() {
        return allowed;
    }

    /** Whether a target of these tokens has this form: a box of another can never be answered. */
    public boolean holds(int[] target) {
        return !isBox()
                || target.length == CORNERS
                        && Arrays.stream(target).allMatch(token -> Arrays.binarySearch(locations, token) >= 0);
    }

    private boolean isBox() {
        return locations.length > 0;
    }

    /**
     * Greedy search for answers of this form.
     *
     * @param longest most tokens of free text, without its end; a box has its own length
     */
    public SearchSettings greedy(int longest) {
        return SearchSettings.greedy(isBox() ? CORNERS : longest);
    }
}
