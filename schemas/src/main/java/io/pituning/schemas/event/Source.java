package io.pituning.schemas.event;

/**
 * One parent of an interpolated expert.
 *
 * @param task the parent's task
 * @param registration content hash of the parent's registration
 * @param similarity 0 to 1; 1 for the task itself
 * @param weight learned weight, 0 to 1, averaged over all places; the weights add up to 1. Where the own expert was chosen, those of the
 *     interpolation that was not taken
 */
public record Source(String task, String registration, double similarity, double weight) {
    public Source {
        Checks.text("sources.task", task);
        Checks.text("sources.registration", registration);
        similarity = Checks.share("sources.similarity", similarity);
        weight = Checks.share("sources.weight", weight);
    }
}
