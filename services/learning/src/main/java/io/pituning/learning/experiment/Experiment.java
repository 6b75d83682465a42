package io.pituning.learning.experiment;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.training.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs an experiment's plan.
 *
 * <p>Resumable: a run that the file holds is not repeated, and the pool's experts lie beside the file, in {@code FILE.pool}.
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
        List<ExperimentRun> known = file.read();
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

    private List<ExperimentRun> runs(Target target, List<ExperimentRun> known, ExperimentProgress progress)
            throws IOException {
        List<ExperimentRun> runs = new ArrayList<>();
        for (ExperimentMethod method : plan.methods()) {
            progress.next(target.name() + " " + method.wireName());
            Optional<ExperimentRun> found = find(known, target, method);
            if (found.isPresent()) {
                runs.add(found.get());
            } else if (method.contender().fits(target)) {
                ExperimentRun measured = measure(target, method);
                runs.add(measured);
                known.add(measured);
                file.write(known);
            }
        }
        return runs;
    }

    private Optional<ExperimentRun> find(List<ExperimentRun> known, Target target, ExperimentMethod method) {
        int k = method.contender().neighbors(plan.neighbors());
        ExperimentSetting setting = target.scenario().setting(model);
        long seed = target.scenario().seed();
        return known.stream()
                .filter(run -> run.measures(target.name(), method.wireName(), k, setting, seed))
                .findFirst()
                .map(run -> run.under(setting));
    }

    private ExperimentRun measure(Target target, ExperimentMethod method) {
        int k = method.contender().neighbors(plan.neighbors());
        target.stopwatch().restart();
        Outcome outcome = method.contender().measure(target, k);
        double seconds = target.stopwatch().seconds();
        return new ExperimentRun(
                target.name(),
                method.wireName(),
                k,
                target.scenario().setting(model),
                target.scenario().seed(),
                outcome,
                target.metric(),
                target.chance(),
                seconds);
    }
}
