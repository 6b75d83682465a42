package io.pituning.workflow;

import java.util.Map;

/**
 * What a service answers over HTTP, as a bean, so that the index of a process can name what all its services answer.
 *
 * @param answers what is answered, by request such as {@code GET /experts}
 */
public record HttpEndpoints(Map<String, String> answers) {
    public HttpEndpoints {
        answers = Map.copyOf(answers);
    }
}
