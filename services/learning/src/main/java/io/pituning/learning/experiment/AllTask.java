package io.pituning.learning.experiment;

import io.pituning.learning.expert.Expert;

/**
 * One expert trained on the examples of all the pool's tasks together, and asked the target's questions with the target's labels.
 *
 * <p>It has seen no example of the target: every target has an expert of its own here, that of all other tasks.
 */
final class AllTask implements Contender {
    @Override
    public int neighbors(int k) {
        return 0;
    }

    @Override
    public Outcome measure(Target target, int neighbors) {
        try (Expert expert = target.allTask()) {
            return target.evaluate(expert, 0);
        }
    }
}
