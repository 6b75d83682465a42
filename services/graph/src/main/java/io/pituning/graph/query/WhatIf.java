package io.pituning.graph.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pituning.graph.ComparedVector;
import io.pituning.graph.VectorFault;
import io.pituning.schemas.JsonMistake;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.InterpolationSpec;
import io.pituning.schemas.event.PooledVector;
import java.util.Optional;

/**
 * The question which tasks lie nearest to a vector. A {@code TaskEmbedded} event asks it as it is; its other fields are not looked at.
 *
 * @param task a task that is not compared, the vector's own; none where left out
 * @param neighbors how many are wanted, 1 to {@value #MOST}; where left out, as many as a registration that says nothing
 */
record WhatIf(
        Optional<String> task,
        Optional<FoundationRef> foundation,
        Optional<ExpertShape> expert,
        Optional<PooledVector> vector,
        Optional<Integer> neighbors) {
    static final int MOST = 1000;

    private static final String ADVICE =
            "Send {\"foundation\": …, \"expert\": …, \"vector\": …, \"neighbors\": 3}, the first three as in a record of pi.task-vectors.";

    /** {@return what the body asks}; throws 400 where it is no such question */
    static WhatIf read(ObjectMapper mapper, String body) {
        WhatIf question;
        try {
            question = mapper.readValue(body, WhatIf.class);
        } catch (JsonProcessingException e) {
            throw QueryFailure.malformed("The body cannot be read: " + JsonMistake.of(e), ADVICE);
        }
        boolean complete = question != null
                && question.foundation.isPresent()
                && question.expert.isPresent()
                && question.vector.isPresent();
        if (!complete) {
            throw QueryFailure.malformed("The body lacks foundation, expert or vector.", ADVICE);
        }
        VectorFault.of(question.vector.orElseThrow()).ifPresent(why -> {
            throw QueryFailure.malformed("The vector cannot be used: " + why + ".", ADVICE);
        });
        if (question.count() < 1 || question.count() > MOST) {
            throw QueryFailure.malformed("'neighbors' must lie between 1 and " + MOST + ".", ADVICE);
        }
        return question;
    }

    int count() {
        return neighbors.orElse(InterpolationSpec.defaults().neighbors());
    }

    /** {@return what to compare with} */
    ComparedVector compared() {
        return ComparedVector.of(task.orElse(""), foundation.orElseThrow(), expert.orElseThrow(), vector.orElseThrow());
    }
}
