package io.pituning.trainer;

import io.pituning.learning.backbone.Sites;
import io.pituning.learning.expert.Method;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.ExpertSpec;
import io.pituning.workflow.StepException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** From the expert a registration asks for to the learning core's method. */
final class Methods {
    private Methods() {}

    /**
     * {@return the method asked for}
     *
     * @param sites of the model the expert is for
     * @throws io.pituning.learning.LearningException {@code method-unknown}
     * @throws StepException {@code target-unknown}: a mistyped target is told, the learning core would leave it out
     */
    static Method of(ExpertSpec spec, Sites sites) {
        List<String> targets = spec.targets().orElse(List.of());
        Method method = Method.of(spec.method(), spec.size(), targets);
        TreeSet<String> known = sites.linears().stream()
                .map(linear -> linear.name().substring(linear.name().lastIndexOf('.') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
        targets.stream().filter(target -> !known.contains(target)).findFirst().ifPresent(target -> {
            throw new StepException(
                    FailureCode.TARGET_UNKNOWN,
                    "The foundation model has no linear layer named '" + target + "'.",
                    "Choose expert.targets from " + String.join(", ", known) + ".");
        });
        return method;
    }
}
