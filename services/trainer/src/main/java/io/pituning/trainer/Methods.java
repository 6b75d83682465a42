package io.pituning.trainer;

import io.pituning.learning.expert.Adapter;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.expert.Method;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.ExpertSpec;
import io.pituning.workflow.StepException;

/** From the expert a registration asks for to the learning core's method. */
final class Methods {
    /** B·A is added as it is, as PEFT does with {@code lora_alpha = r}: the step size does not change with the rank. */
    private static final double LORA_SCALING = 1;

    private Methods() {}

    /** @throws StepException {@code method-unknown} */
    static Method of(ExpertSpec spec) {
        return switch (spec.method()) {
            case ExpertSpec.LORA -> new Lora(spec.rank().orElse(ExpertSpec.DEFAULT_RANK), LORA_SCALING);
            case ExpertSpec.ADAPTER -> new Adapter(spec.dimension().orElse(ExpertSpec.DEFAULT_DIMENSION));
            default ->
                throw new StepException(
                        FailureCode.METHOD_UNKNOWN,
                        "There is no expert method named '" + spec.method() + "'.",
                        "Choose " + ExpertSpec.LORA + " or " + ExpertSpec.ADAPTER + " as expert.method.");
        };
    }
}
