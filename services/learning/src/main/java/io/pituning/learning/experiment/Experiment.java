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
    private final Function<String, List<Entrant>> entrants;

    /** @param file where the runs are kept, {@code {"runs": […]}} */
    public Experiment(FoundationModel model, ExperimentPlan plan, Path file, ProgressListener listener) {
        this(model, plan, file, listener, target -> plan.methods().stream()
                .map(method -> new Entrant(method.wireName(), method.contender()))
                .toList());
    }

    /** @param entrants what is measured on the target of a name, in place of the plan's methods */
    Experiment(
            FoundationModel model,
            ExperimentPlan plan,
            Path file,
            ProgressListener listener,
            Function<String, List<Entrant>> entrants) {
        this.model = model;
        this.plan = plan;
        this.file = new ExperimentFile(file);
        this.listener = listener;
        this.entrants = entrants;
    }

    /**
     * A contender under a name.
     *
     * @param name the runs' method
     */
    record Entrant(String name, Contender contender) {}

    /**
     * Measures what is not measured yet.
     *
     * @return the plan's runs, and of the file's only those; a method that does not fit a task has none
     */
    public List<ExperimentRun> run() throws IOException {
        Map<ExperimentRun.Identity, ExperimentRun> known = file.read().stream()
                .collect(Collectors.toMap(ExperimentRun::identity, Function.identity(), (first, again) -> first));
        List<ExperimentRun> ofPlan = new ArrayList<>();
        ExperimentProgress progress = new ExperimentProgress(listener, missing(known));
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

    /** How many of the plan's runs are still to be measured, as far as their methods fit the tasks. */
    private int missing(Map<ExperimentRun.Identity, ExperimentRun> known) {
        int missing = 0;
        for (Scenario scenario : plan.scenarios()) {
            for (DataSet task : plan.targets()) {
                String name = task.info().name();
                for (Entrant entrant : entrants.apply(name)) {
                    missing += known.containsKey(identity(name, scenario, entrant)) ? 0 : 1;
                }
            }
        }
        return missing;
    }

    private List<ExperimentRun> runs(
            Target target, Map<ExperimentRun.Identity, ExperimentRun> known, ExperimentProgress progress)
            throws IOException {
        List<ExperimentRun> runs = new ArrayList<>();
        for (Entrant entrant : entrants.apply(target.name())) {
            ExperimentRun.Identity identity = identity(target.name(), target.scenario(), entrant);
            if (known.containsKey(identity)) {
                runs.add(known.get(identity));
                continue;
            }
            progress.next(target.name() + " " + entrant.name());
            if (entrant.contender().fits(target)) {
                ExperimentRun measured = measure(target, entrant.contender(), identity);
                runs.add(measured);
                file.add(measured);
            }
        }
        return runs;
    }

    private ExperimentRun.Identity identity(String task, Scenario scenario, Entrant entrant) {
        return new ExperimentRun.Identity(
                task,
                entrant.name(),
                entrant.contender().neighbors(plan.neighbors()),
                scenario.setting(model),
                scenario.seed());
    }

    private ExperimentRun measure(Target target, Contender contender, ExperimentRun.Identity identity) {
        target.stopwatch().restart();
        Outcome outcome = contender.measure(target, identity.k());
        double seconds = target.stopwatch().seconds();
        return new ExperimentRun(identity, outcome, target.metric(), target.chance(), seconds);
    }
}
