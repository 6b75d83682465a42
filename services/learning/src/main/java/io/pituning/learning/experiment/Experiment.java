package io.pituning.learning.experiment;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.training.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs an experiment's plan.
 *
 * <p>Resumable: a run that the file holds is not repeated, and the pool's experts lie beside the file, in {@code FILE.pool}. Several
 * processes may share file and pool, each with targets of its own: none loses another's runs, and each expert of the pool is trained by one.
 */
public final class Experiment {
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

    /**
     * Measures what is not measured yet.
     *
     * @return the plan's runs, and of the file's only those; a method that does not fit a task has none
     */
    public List<ExperimentRun> run() throws IOException {
        Map<ExperimentRun.Identity, ExperimentRun> known = file.read().stream()
                .collect(Collectors.toMap(ExperimentRun::identity, Function.identity(), (first, again) -> first));
        List<ExperimentRun> ofPlan = new ArrayList<>();
        ExperimentProgress progress = new ExperimentProgress(listener, plan.runs());
        ExpertStore store = new ExpertStore(file.poolFolder());
        for (Scenario scenario : plan.scenarios()) {
            try (Pool pool = new Pool(model, scenario, store)) {
                for (DataSet task : plan.targets()) {
                    try (Target target = new Target(model, scenario, pool, task, progress)) {
                        ofPlan.addAll(runs(target, known, progress));
                    }
                }
            }
        }
        return ofPlan;
    }

    private List<ExperimentRun> runs(
            Target target, Map<ExperimentRun.Identity, ExperimentRun> known, ExperimentProgress progress)
            throws IOException {
        List<ExperimentRun> runs = new ArrayList<>();
        for (ExperimentMethod method : plan.methods()) {
            progress.next(target.name() + " " + method.wireName());
            ExperimentRun.Identity identity = identity(target, method);
            if (known.containsKey(identity)) {
                runs.add(known.get(identity));
            } else if (method.contender().fits(target)) {
                ExperimentRun measured = measure(target, method, identity);
                runs.add(measured);
                file.add(measured);
            }
        }
        return runs;
    }

    private ExperimentRun.Identity identity(Target target, ExperimentMethod method) {
        Scenario scenario = target.scenario();
        return new ExperimentRun.Identity(
                target.name(),
                method.wireName(),
                method.neighbors(plan.neighbors()),
                scenario.setting(model),
                scenario.seed());
    }

    private ExperimentRun measure(Target target, ExperimentMethod method, ExperimentRun.Identity identity) {
        target.stopwatch().restart();
        Outcome outcome = method.contender().measure(target, identity.k());
        double seconds = target.stopwatch().seconds();
        return new ExperimentRun(
                identity.task(),
                identity.method(),
                identity.k(),
                identity.setting(),
                identity.seed(),
                outcome,
                target.metric(),
                target.chance(),
                seconds);
    }
}
