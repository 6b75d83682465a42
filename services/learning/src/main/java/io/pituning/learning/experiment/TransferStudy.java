package io.pituning.learning.experiment;

import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.interpolation.Neighbor;
import io.pituning.learning.training.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measured transfer: how much each task's expert helps each other task, whatever the similarity says.
 *
 * <p>A run a pair, beside one of {@code own-long} for each target: {@code from HELPER} is the helper's expert trained on, on the target, for as
 * many steps as {@code own-long}; {@code untrained HELPER} is the helper's expert asked the target's questions as it is. An {@link Experiment}
 * otherwise: resumable, and several processes may share it.
 */
public final class TransferStudy {
    /** The method that all others are compared with. */
    public static final String RIVAL = ExperimentMethod.OWN_LONG.wireName();

    static final String FROM = "from ";
    static final String UNTRAINED = "untrained ";

    private final Experiment experiment;

    /**
     * A study.
     *
     * @param plan whose methods do not count
     * @param file where the runs are kept
     */
    public TransferStudy(FoundationModel model, ExperimentPlan plan, Path file, ProgressListener listener) {
        this.experiment = new Experiment(model, plan, file, listener, target -> entrants(plan, target));
    }

    /** Measures what is not measured yet. */
    public List<ExperimentRun> run() throws IOException {
        return experiment.run();
    }

    /** Whether a run's method is a helper's expert trained on. */
    public static boolean isTrained(String method) {
        return method.startsWith(FROM);
    }

    /** The helper that a run's method names. */
    public static String helper(String method) {
        return method.substring(method.indexOf(' ') + 1);
    }

    private static List<Experiment.Entrant> entrants(ExperimentPlan plan, String target) {
        List<Experiment.Entrant> entrants = new ArrayList<>();
        entrants.add(new Experiment.Entrant(RIVAL, new OwnLong()));
        plan.tasks().stream()
                .map(task -> task.info().name())
                .filter(name -> !name.equals(target))
                .forEach(helper -> {
                    entrants.add(new Experiment.Entrant(FROM + helper, new Help(helper, Nearest::trainedOn)));
                    entrants.add(
                            new Experiment.Entrant(UNTRAINED + helper, new Help(helper, TransferStudy::untrained)));
                });
        return entrants;
    }

    private static Outcome untrained(Target target, Neighbor helper) {
        return target.evaluate(helper.expert(), 0).withNeighbors(List.of(helper));
    }

    /** What is done with a helper's expert. */
    private interface Use {
        Outcome of(Target target, Neighbor helper);
    }

    private record Help(String helper, Use use) implements Contender {
        @Override
        public int neighbors(int k) {
            return 1;
        }

        @Override
        public Outcome measure(Target target, int neighbors) {
            return use.of(target, target.neighbor(helper));
        }
    }
}
