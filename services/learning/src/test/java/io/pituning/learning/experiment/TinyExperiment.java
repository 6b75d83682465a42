package io.pituning.learning.experiment;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.expert.Lora;
import io.pituning.learning.expert.Method;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TrainingSettings;
import io.pituning.learning.world.BuiltinTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * An experiment that takes a moment: where nothing else is said one target, a pool of three tasks, LoRAs, and one seed.
 *
 * @param shots training examples a label of the target
 */
record TinyExperiment(
        List<DataSet> targets,
        List<DataSet> others,
        List<ExperimentMethod> methods,
        List<Method> experts,
        int shots,
        int poolExamples,
        int seeds,
        long poolSeed) {
    static final Method LORA = new Lora(2, 1);
    static final DataSet TARGET = task("rune-clan");
    static final List<DataSet> POOL = Stream.of("picture-proves", "restaurant-reviews", "sentence-follows")
            .map(TinyExperiment::task)
            .toList();

    private static final int NEIGHBORS = 2;
    private static final TrainingSettings TRAINING =
            TrainingSettings.defaults().withEpochs(2).withBatchSize(4);

    static TinyExperiment of(ExperimentMethod... methods) {
        return new TinyExperiment(List.of(TARGET), POOL, List.of(methods), List.of(LORA), 2, 8, 1, 1);
    }

    TinyExperiment withTasks(List<DataSet> newTargets, List<DataSet> newOthers) {
        return new TinyExperiment(newTargets, newOthers, methods, experts, shots, poolExamples, seeds, poolSeed);
    }

    TinyExperiment withExperts(Method... newExperts) {
        return new TinyExperiment(targets, others, methods, List.of(newExperts), shots, poolExamples, seeds, poolSeed);
    }

    TinyExperiment withExamples(int newShots, int newPoolExamples) {
        return new TinyExperiment(targets, others, methods, experts, newShots, newPoolExamples, seeds, poolSeed);
    }

    TinyExperiment withSeeds(int newSeeds, long newPoolSeed) {
        return new TinyExperiment(targets, others, methods, experts, shots, poolExamples, newSeeds, newPoolSeed);
    }

    List<ExperimentRun> run(FoundationModel model, Path file) throws IOException {
        return run(model, file, ProgressListener.SILENT);
    }

    List<ExperimentRun> run(FoundationModel model, Path file, ProgressListener listener) throws IOException {
        var plan = new ExperimentPlan(
                targets,
                others,
                List.of(OptionalInt.of(shots)),
                false,
                poolExamples,
                poolSeed,
                seeds,
                methods,
                experts,
                NEIGHBORS,
                OptionalDouble.of(0.01),
                OptionalDouble.empty(),
                TRAINING,
                TRAINING);
        return new Experiment(model, plan, file, listener).run();
    }

    private static DataSet task(String name) {
        return BuiltinTasks.dataSet(name).limit(40, 10, 10, 1);
    }
}
