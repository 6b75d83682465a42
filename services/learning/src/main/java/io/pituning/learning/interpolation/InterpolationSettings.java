package io.pituning.learning.interpolation;

/**
 * How a task's expert is interpolated with its neighbors'.
 *
 * @param scope where weights are learned apart
 * @param start where weights start
 * @param train what is trained
 * @param compress whether a mixed LoRA is brought back to the rank of its parts, at the price of an error that is told
 */
public record InterpolationSettings(AlphaScope scope, AlphaStart start, AlphaTraining train, boolean compress) {

    /** As the paper, weights per layer and site, trained together with the experts; other than there the neighbors come first at the start. */
    public static InterpolationSettings defaults() {
        return new InterpolationSettings(
                AlphaScope.PER_LAYER, AlphaStart.NEIGHBORS, AlphaTraining.ALPHA_AND_EXPERTS, false);
    }

    public InterpolationSettings withScope(AlphaScope value) {
        return new InterpolationSettings(value, start, train, compress);
    }

    public InterpolationSettings withStart(AlphaStart value) {
        return new InterpolationSettings(scope, value, train, compress);
    }

    public InterpolationSettings withTrain(AlphaTraining value) {
        return new InterpolationSettings(scope, start, value, compress);
    }

    public InterpolationSettings withCompress(boolean value) {
        return new InterpolationSettings(scope, start, train, value);
    }
}
