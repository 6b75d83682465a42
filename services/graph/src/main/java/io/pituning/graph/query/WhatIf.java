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
 * The question which tasks lie nearest to a vector. A {@code TaskEmbedded} event can be sent as it is; its other fields are ignored.
 *
 * @param task the vector's own task, which it is not compared with; if left out, it is compared with all
 * @param neighbors how many are wanted, 1 to {@value #MOST}; if left out, the default of a registration
 */
record WhatIf(
        Optional<String> task,
        Optional<FoundationRef> foundation,
        Optional<ExpertShape> expert,
        Optional<PooledVector> vector,
        Optional<Integer> neighbors) {
    static final int MOST = 1000;

    private static final String ADVICE =
            "Send {\"foundation\": …, \"expert\": …, \"vector\": …, \"neighbors\": 3}, the first three as in a record on pi.task-vectors.";

    /** {@return the question in the body}; throws 400 if there is none */
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

    /** {@return the vector that the question is about} */
    ComparedVector compared() {
        return ComparedVector.of(task.orElse(""), foundation.orElseThrow(), expert.orElseThrow(), vector.orElseThrow());
    }
}
