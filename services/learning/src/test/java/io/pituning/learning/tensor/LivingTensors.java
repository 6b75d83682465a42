package io.pituning.learning.tensor;

/** How much of the native memory nobody has freed yet. */
public final class LivingTensors {
    private LivingTensors() {}

    /** How many tensors of this process are open. */
    public static int count() {
        return Runtime.ROOT.getManagedArrays().size();
    }
}
