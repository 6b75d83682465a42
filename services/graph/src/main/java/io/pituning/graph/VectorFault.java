package io.pituning.graph;

import io.pituning.schemas.event.PooledTensor;
import io.pituning.schemas.event.PooledVector;
import java.util.Optional;

/**
 * Why a vector cannot be compared although it keeps the contract. Fisher information is a mean of squares, so it is never negative; and it is
 * above zero somewhere, unless nothing was learned.
 */
public final class VectorFault {
    private VectorFault() {}

    /** {@return what is wrong, as the end of a sentence; empty for a vector that can be compared} */
    public static Optional<String> of(PooledVector vector) {
        boolean negative = false;
        boolean positive = false;
        for (PooledTensor tensor : vector.tensors()) {
            if (tensor.values().isEmpty()) {
                return Optional.of("the tensor '" + tensor.name() + "' has no values");
            }
            for (float value : tensor.values()) {
                negative |= value < 0;
                positive |= value > 0;
            }
        }
        if (negative) {
            return Optional.of("Fisher information is never negative, but one of its values is");
        }
        return positive ? Optional.empty() : Optional.of("all its values are zero, so it cannot be compared");
    }
}
