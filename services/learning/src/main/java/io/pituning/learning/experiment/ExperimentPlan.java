package io.pituning.learning.experiment;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.expert.Method;
import io.pituning.learning.training.TrainingSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What an experiment measures.
 *
 * @param targets the tasks; each is the target once, the others are its pool
 * @param extraPool tasks that are pool only
 * @param shots training examples a label of the target, each number in turn; empty for all its data, at most {@code poolExamples}
 * @param scarcePool whether the pool's tasks get as few examples as the target
 * @param poolExamples most training examples of a task with plenty of data: of the pool, or a target with all its data
 * @param poolSeed of the pool's examples and experts, the same for all seeds of the target
 * @param seeds 1 … seeds of the target are run
 * @param methods what is compared
 * @param experts method and shape of every expert, each in turn
 * @param neighbors k, how many neighbors' experts take part
 * @param learningRate of all that is trained on the target but full fine-tuning; what suits the experts' method when empty
 * @param poolLearningRate of the pool's experts; as the target's when empty
 * @param plenty training where a task has plenty of data, but for the learning rate
 * @param few training where it has few, but for the learning rate
 */
public record ExperimentPlan(
        List<DataSet> targets,
        List<DataSet> extraPool,
        List<OptionalInt> shots,
        boolean scarcePool,
        int poolExamples,
        long poolSeed,
        int seeds,
        List<ExperimentMethod> methods,
        List<Method> experts,
        int neighbors,
        OptionalDouble learningRate,
        OptionalDouble poolLearningRate,
        TrainingSettings plenty,
        TrainingSettings few) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no target, a target without any other task, or k below 1
     */
    public ExperimentPlan {
        targets = List.copyOf(targets);
        extraPool = List.copyOf(extraPool);
        shots = List.copyOf(shots);
        methods = List.copyOf(methods);
        experts = List.copyOf(experts);
        if (targets.isEmpty() || targets.size() + extraPool.size() < 2) {
            throw new IllegalArgumentException("An experiment needs a target and at least one other task.");
        }
        if (neighbors < 1) {
            throw new IllegalArgumentException("An experiment needs at least one neighbor, not " + neighbors + ".");
        }
    }

    /** Targets and others by name: the order must not depend on which of them are targets, for an expert of all tasks follows it. */
    List<DataSet> tasks() {
        return Stream.concat(targets.stream(), extraPool.stream())
                .sorted(Comparator.comparing(task -> task.info().name()))
                .toList();
    }

    /** One setting after the other, the seeds of each in turn. */
    List<Scenario> scenarios() {
        List<Scenario> scenarios = new ArrayList<>();
        for (Method expert : experts) {
            for (OptionalInt number : shots) {
                for (long seed = 1; seed <= seeds; seed++) {
                    scenarios.add(new Scenario(this, expert, number, seed));
                }
            }
        }
        return scenarios;
    }
}
