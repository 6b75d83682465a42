package io.pituning.schemas.event;

/**
 * One parent of a tuned expert.
 *
 * @param task the parent's task
 * @param registration content hash of the parent's registration
 * @param similarity 0 to 1; 1 for the task itself
 * @param weight learned weight, 0 to 1, averaged over all places; the weights of an expert add up to 1
 */
public record Source(String task, String registration, double similarity, double weight) {
    public Source {
        Checks.text("sources.task", task);
        Checks.text("sources.registration", registration);
        similarity = Checks.share("sources.similarity", similarity);
        weight = Checks.share("sources.weight", weight);
    }
}
