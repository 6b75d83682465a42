package io.pituning.learning.experiment;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.interpolation.ExpertInterpolator;
import io.pituning.learning.interpolation.InterpolationSettings;
import io.pituning.learning.interpolation.Neighbor;
import io.pituning.learning.interpolation.TunedExpert;
import io.pituning.learning.similarity.FisherEmbedding;
import io.pituning.learning.similarity.TaskVector;
import io.pituning.learning.training.Evaluation;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainedExpert;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs an experiment's plan; resumable, a run that the file holds is not repeated. */
public final class Experiment {
    private static final long UNITS_PER_RUN = 100;

    private final FoundationModel model;
    private final ExperimentPlan plan;
    private final ExperimentFile file;
    private final ProgressListener listener;

    /** @param file where the runs are kept, {@code {"runs": […]}} */
    public Experiment(FoundationModel model, ExperimentPlan plan, Path file, ProgressListener listener) {
        this.model = model;
        this.plan = plan;
        this.file = new ExperimentFile(file);
        this.listener = listener;
    }

    /** Measures what is not measured yet and gives all runs of the file. */
    public List<ExperimentRun> run() throws IOException {
        List<ExperimentRun> runs = file.read();
        List<DataSet> tasks = Stream.concat(plan.targets().stream(), plan.extraPool().stream())
                .toList();
        for (long seed = 1; seed <= plan.seeds(); seed++) {
            try (Pool pool = new Pool(model, plan, seed)) {
                for (DataSet target : plan.targets()) {
                    if (!complete(runs, target, seed)) {
                        measure(target, seed, pool, tasks, runs);
                        file.write(runs);
                    }
                }
            }
        }
        return runs;
    }

    private boolean complete(List<ExperimentRun> runs, DataSet target, long seed) {
        return plan.methods().stream().allMatch(method -> has(runs, target, method, seed));
    }

    private boolean has(List<ExperimentRun> runs, DataSet target, ExperimentMethod method, long seed) {
        return runs.stream().anyMatch(run -> run.measures(target.info().name(), method, plan.shotsName(), seed));
    }

    private void measure(DataSet target, long seed, Pool pool, List<DataSet> tasks, List<ExperimentRun> runs) {
        String name = target.info().name();
        try (TaskData data = TaskData.prepare(model, plan.target(target, seed))) {
            long start = System.nanoTime();
            TrainedExpert own = new ExpertTrainer(model, plan.targetTraining(seed), named(name + " own", runs.size()))
                    .train(plan.expert(), data);
            if (plan.methods().contains(ExperimentMethod.OWN) && !has(runs, target, ExperimentMethod.OWN, seed)) {
                runs.add(run(name, ExperimentMethod.OWN, seed, own.validation(), own.test(), start));
            }
            if (plan.methods().contains(ExperimentMethod.PI) && !has(runs, target, ExperimentMethod.PI, seed)) {
                TaskVector vector = new FisherEmbedding(model, named(name + " vector", runs.size()))
                        .embed(own.expert(), data)
                        .pooled();
                List<Neighbor> neighbors = pool.nearest(name, vector, tasks, named(name + " pool", runs.size()));
                long tuning = System.nanoTime();
                TunedExpert tuned = new ExpertInterpolator(
                                model,
                                plan.targetTraining(seed),
                                InterpolationSettings.defaults(),
                                named(name + " pi", runs.size()))
                        .tune(own.expert(), neighbors, data);
                runs.add(run(name, ExperimentMethod.PI, seed, tuned.validation(), tuned.test(), tuning));
                tuned.expert().close();
            }
            own.expert().close();
        }
    }

    /** Tells an activity of one run as progress of the whole experiment. */
    private ProgressListener named(String name, int measured) {
        return (what, done, total) -> listener.progress(
                name,
                UNITS_PER_RUN * measured + UNITS_PER_RUN * done / Math.max(1, total),
                UNITS_PER_RUN * plan.runs());
    }

    private ExperimentRun run(
            String task, ExperimentMethod method, long seed, Evaluation validation, Evaluation test, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        return new ExperimentRun(
                task, method.wireName(), plan.shotsName(), seed, validation.score(), test.score(), seconds);
    }
}
