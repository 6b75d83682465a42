package io.pituning.cli;

import io.pituning.cli.data.TaskFolders;
import io.pituning.cli.street.UserException;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.experiment.ExperimentMethod;
import io.pituning.learning.experiment.ExperimentPlan;
import io.pituning.learning.experiment.ExperimentSetting;
import io.pituning.learning.expert.Method;
import io.pituning.learning.expert.MethodKind;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.training.TrainingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Targets and their pool, the same for all commands that measure targets with a pool. */
final class PlanOptions {
    private static final TrainingSettings PLENTY = settings().withPatience(5);
    private static final TrainingSettings FEW = settings().withEpochs(30).withPatience(30);

    /** Small batches: as many steps of half the examples reach the same scores at half the cost. */
    private static TrainingSettings settings() {
        return TrainingSettings.defaults().withBatchSize(8);
    }

    /** For the help. */
    static final class ExpertNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(MethodKind.values()).map(MethodKind::wireName).iterator();
        }
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private StudyOptions study;

    @Option(
            names = "--pool-data",
            split = ",",
            paramLabel = "DIR",
            description = "Folders of tasks that are only in the pool.")
    private List<Path> poolData = List.of();

    @Option(
            names = "--tasks",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Only these tasks are targets; the others stay in the pool. This way several processes can share the"
                            + " work, with one FILE or with several that 'pi report' combines.")
    private List<String> targets = List.of();

    @Option(
            names = "--shots",
            split = ",",
            paramLabel = "N|full",
            defaultValue = "16",
            description =
                    "Training examples per label of the target, or full; several values are measured one after the other"
                            + " (default: ${DEFAULT-VALUE}).")
    private List<String> shots;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "Number of repeats; they vary which examples the target gets and the training on them, not the pool"
                            + " (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--expert",
            split = ",",
            paramLabel = "METHOD",
            defaultValue = "lora",
            completionCandidates = ExpertNames.class,
            description = "Method of the experts: ${COMPLETION-CANDIDATES}; several are measured one after the other"
                    + " (default: ${DEFAULT-VALUE}).")
    private List<String> experts;

    @Option(
            names = "--pool",
            paramLabel = "full|scarce",
            defaultValue = ExperimentSetting.FULL,
            description = "Whether the pool has plenty of data or as little as the target (default: full).")
    private String pool;

    @Option(
            names = "--pool-examples",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "Maximum number of training examples of a pool task, and of a target with all its data; builtin tasks, which have"
                            + " 1000, are enlarged if this is more, as far as there are enough different texts"
                            + " (default: ${DEFAULT-VALUE}).")
    private int poolExamples;

    @Option(
            names = "--pool-epochs",
            paramLabel = "N",
            defaultValue = "15",
            description =
                    "Maximum number of passes over the examples of a pool task, and of a target with all its data (default:"
                            + " ${DEFAULT-VALUE}).")
    private int poolEpochs;

    @Option(
            names = "--pool-seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Seed for choosing the pool's examples and training its experts; the same experts serve every repeat"
                            + " (default: ${DEFAULT-VALUE}).")
    private long poolSeed;

    @Option(names = "--rank", paramLabel = "R", defaultValue = "8", description = "LoRA rank (default: 8).")
    private int rank;

    @Option(
            names = "--dimension",
            paramLabel = "D",
            defaultValue = "16",
            description = "Inner dimension of an adapter (default: 16).")
    private int dimension;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            description =
                    "Peak learning rate for training on the target (default: the rate that suits the experts' method).")
    private Optional<Double> learningRate = Optional.empty();

    @Option(
            names = "--pool-learning-rate",
            paramLabel = "RATE",
            description = "Peak learning rate for the pool's experts (default: the same as --learning-rate).")
    private Optional<Double> poolLearningRate = Optional.empty();

    /** The model, which is the caller's to close. */
    FoundationModel model() {
        return study.model();
    }

    /**
     * The plan that was asked for.
     *
     * @param neighbors k
     * @throws ParameterException when an option's value is out of range
     * @throws UserException {@code experiment-impossible}, {@code shots-malformed}
     */
    ExperimentPlan plan(List<ExperimentMethod> methods, int neighbors) {
        requireAtLeastOne("--seeds", seeds);
        requireAtLeastOne("--neighbors", neighbors);
        requireAtLeastOne("--pool-examples", poolExamples);
        requireAtLeastOne("--pool-epochs", poolEpochs);
        requireRate("--learning-rate", learningRate);
        requireRate("--pool-learning-rate", poolLearningRate);
        requireAtLeastOne("--rank", rank);
        requireAtLeastOne("--dimension", dimension);
        WrongUsage.unless(
                List.of(ExperimentSetting.FULL, ExperimentSetting.SCARCE).contains(pool),
                spec,
                "--pool must be full or scarce, not " + pool + ".");
        List<DataSet> all = study.tasks(poolExamples);
        List<DataSet> extra = new ArrayList<>(TaskFolders.open(poolData));
        List<DataSet> chosen = all;
        if (!targets.isEmpty()) {
            requireKnown(all);
            chosen = all.stream()
                    .filter(task -> targets.contains(task.info().name()))
                    .toList();
            all.stream().filter(task -> !targets.contains(task.info().name())).forEach(extra::add);
        }
        if (chosen.isEmpty() || chosen.size() + extra.size() < 2) {
            throw new UserException(
                    "experiment-impossible",
                    "An experiment needs a target and at least one other task.",
                    "Give a folder with more tasks, or other names with --tasks.");
        }
        return new ExperimentPlan(
                chosen,
                extra,
                shots.stream().distinct().map(PlanOptions::number).toList(),
                ExperimentSetting.SCARCE.equals(pool),
                poolExamples,
                poolSeed,
                seeds,
                methods,
                experts.stream().distinct().map(this::expert).toList(),
                neighbors,
                optional(learningRate),
                optional(poolLearningRate),
                PLENTY.withEpochs(poolEpochs),
                FEW);
    }

    private void requireKnown(List<DataSet> all) {
        List<String> names = all.stream().map(task -> task.info().name()).toList();
        targets.stream().filter(target -> !names.contains(target)).findFirst().ifPresent(unknown -> {
            throw new UserException(
                    "experiment-impossible",
                    "There is no task named " + unknown + ".",
                    "Choose with --tasks from " + String.join(", ", names) + ".");
        });
    }

    private Method expert(String name) {
        OptionalInt size =
                switch (MethodKind.named(name)) {
                    case LORA -> OptionalInt.of(rank);
                    case ADAPTER -> OptionalInt.of(dimension);
                    default -> OptionalInt.empty();
                };
        return Method.of(name, size, List.of());
    }

    private static OptionalDouble optional(Optional<Double> rate) {
        return rate.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private void requireRate(String option, Optional<Double> rate) {
        WrongUsage.unless(
                rate.stream().allMatch(value -> value > 0 && value <= 1),
                spec,
                option + " must be greater than 0 and at most 1.");
    }

    private void requireAtLeastOne(String option, int value) {
        WrongUsage.unless(value >= 1, spec, option + " must be at least 1.");
    }

    private static OptionalInt number(String shots) {
        if (ExperimentSetting.FULL.equals(shots)) {
            return OptionalInt.empty();
        }
        if (!shots.matches("[1-9]\\d{0,8}")) {
            throw new UserException(
                    "shots-malformed",
                    "--shots is neither a number nor full: " + shots + ".",
                    "Give a number of examples per label, for example --shots 16.");
        }
        return OptionalInt.of(Integer.parseInt(shots));
    }
}
