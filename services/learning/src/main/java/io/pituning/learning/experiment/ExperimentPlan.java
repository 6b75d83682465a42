package io.pituning.learning.experiment;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.expert.Method;
import io.pituning.learning.training.TrainingSettings;
import java.util.List;
import java.util.OptionalInt;

/**
 * What an experiment measures.
 *
 * @param targets the tasks; each is the target once, the others are its pool
 * @param extraPool tasks that are pool only
 * @param shots training examples a label of the target; empty for all its data
 * @param scarcePool whether the pool's tasks get as few examples as the target
 * @param poolExamples most training examples of a pool task
 * @param seeds 1 … seeds are run
 * @param methods what is compared
 * @param expert method and shape of every expert
 * @param neighbors k, how many neighbors' experts are interpolated
 * @param plenty training where a task has plenty of data
 * @param few training where it has few
 */
public record ExperimentPlan(
        List<DataSet> targets,
        List<DataSet> extraPool,
        OptionalInt shots,
        boolean scarcePool,
        int poolExamples,
        int seeds,
        List<ExperimentMethod> methods,
        Method expert,
        int neighbors,
        TrainingSettings plenty,
        TrainingSettings few) {

    /** How the shots are called in files: a number or {@code full}. */
    public String shotsName() {
        return shots.isPresent() ? Integer.toString(shots.getAsInt()) : "full";
    }

    /** How many runs there are in all. */
    public int runs() {
        return targets.size() * seeds * methods.size();
    }

    DataSet target(DataSet data, long seed) {
        return shots.isPresent() ? data.shots(shots.getAsInt(), seed) : bounded(data, seed);
    }

    DataSet poolMember(DataSet data, long seed) {
        return scarcePool && shots.isPresent() ? data.shots(shots.getAsInt(), seed) : bounded(data, seed);
    }

    private DataSet bounded(DataSet data, long seed) {
        return data.limit(poolExamples, Math.max(1, poolExamples / 4), Integer.MAX_VALUE, seed);
    }

    TrainingSettings targetTraining(long seed) {
        return (shots.isPresent() ? few : plenty).withSeed(seed);
    }

    TrainingSettings poolTraining(long seed) {
        return (scarcePool ? few : plenty).withSeed(seed);
    }
}
