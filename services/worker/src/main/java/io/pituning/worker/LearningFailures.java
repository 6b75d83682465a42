package io.pituning.worker;

import io.pituning.learning.LearningException;
import io.pituning.schemas.FailureCode;
import io.pituning.workflow.StepException;

/** Tells the learning core's failures in the contract's words; neither of the two knows the other. */
final class LearningFailures {
    private LearningFailures() {}

    static Throwable translate(Throwable failure) {
        if (failure instanceof LearningException e) {
            FailureCode code = FailureCode.named(e.code()).orElse(FailureCode.INTERNAL_ERROR);
            return new StepException(code, e.getMessage(), e.advice(), e);
        }
        return failure;
    }
}
