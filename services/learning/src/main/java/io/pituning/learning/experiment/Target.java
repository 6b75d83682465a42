package io.pituning.learning.experiment;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.interpolation.Neighbor;
import io.pituning.learning.similarity.FisherEmbedding;
import io.pituning.learning.similarity.Pooling;
import io.pituning.learning.similarity.Similarity;
import io.pituning.learning.similarity.TaskVector;
import io.pituning.learning.training.Evaluator;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.Guess;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainedExpert;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A task in one scenario, and what its contenders share: its own expert and its neighbors, each computed when it is first asked for, on
 * nobody's clock.
 *
 * <p>What it hands out stays its own, or the pool's. Ask for it outside any scope, which would free what is to be shared.
 */
final class Target implements AutoCloseable {
    private final FoundationModel model;
    private final Scenario scenario;
    private final Pool pool;
    private final ProgressListener listener;
    private final DataSet task;
    private final Stopwatch stopwatch = new Stopwatch();
    private Optional<TaskData> data = Optional.empty();
    private Optional<TrainedExpert> own = Optional.empty();
    private Optional<TaskVector> vector = Optional.empty();
    private double ownSeconds;

    /** @param task all its data; the scenario says which part is used */
    Target(FoundationModel model, Scenario scenario, Pool pool, DataSet task, ProgressListener listener) {
        this.model = model;
        this.scenario = scenario;
        this.pool = pool;
        this.listener = listener;
        this.task = scenario.target(task);
    }

    String name() {
        return task.info().name();
    }

    FoundationModel model() {
        return model;
    }

    Scenario scenario() {
        return scenario;
    }

    /** Its examples, prepared when first asked for. */
    TaskData data() {
        if (data.isEmpty()) {
            data = Optional.of(stopwatch.aside(() -> TaskData.prepare(model, task)));
        }
        return data.get();
    }

    ProgressListener listener() {
        return listener;
    }

    /** Whether its answers are chosen from labels. */
    boolean isClassification() {
        return task.info().isClassification();
    }

    /** The name of what its answers are measured by. */
    String metric() {
        return task.info().metric().wireName();
    }

    /** What one reaches on test without learning; see {@link Guess}. */
    OptionalDouble chance() {
        return Guess.of(task).stream().mapToDouble(Guess::test).findFirst();
    }

    /** Counts the present run's seconds. */
    Stopwatch stopwatch() {
        return stopwatch;
    }

    /** The expert trained on the target alone. */
    TrainedExpert own() {
        TaskData examples = data();
        if (own.isEmpty()) {
            own = Optional.of(stopwatch.aside(() -> {
                Stopwatch training = new Stopwatch();
                TrainedExpert trained = new ExpertTrainer(model, scenario.targetTraining(), listener)
                        .train(scenario.expert(), examples);
                ownSeconds = training.seconds();
                return trained;
            }));
        }
        return own.get();
    }

    /** How long the training of the own expert took. */
    double ownSeconds() {
        own();
        return ownSeconds;
    }

    /** The k nearest tasks of the pool, nearest first, by the reference's measure. */
    List<Neighbor> neighbors(int k) {
        return neighbors(k, Similarity.REFERENCE);
    }

    /** The same by another measure; compared are block-pooled task vectors, as in the services. */
    List<Neighbor> neighbors(int k, Similarity measure) {
        TaskVector own = vector();
        return stopwatch.aside(() -> pool.ranking(name(), own, measure, listener)).stream()
                .limit(k)
                .toList();
    }

    private TaskVector vector() {
        Expert expert = own().expert();
        if (vector.isEmpty()) {
            vector = Optional.of(stopwatch.aside(() ->
                    new FisherEmbedding(model, listener).embed(expert, data()).pooled(Pooling.BLOCK)));
        }
        return vector.get();
    }

    /** The task of the pool that has this name. */
    Neighbor neighbor(String name) {
        return neighbors(Integer.MAX_VALUE).stream()
                .filter(neighbor -> neighbor.task().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The own expert, then those of the neighbors. */
    List<Expert> ownAnd(List<Neighbor> neighbors) {
        return Stream.concat(Stream.of(own().expert()), neighbors.stream().map(Neighbor::expert))
                .toList();
    }

    /** One expert of all the pool's tasks together; the caller's to close. */
    Expert allTask() {
        return stopwatch.aside(() -> pool.allTask(name(), listener));
    }

    /** Asks an expert the target's validation and test examples. */
    Outcome evaluate(Expert expert, long steps) {
        Evaluator evaluator = new Evaluator(model, data());
        return Outcome.of(evaluator.validation(expert), evaluator.test(expert), steps);
    }

    @Override
    public void close() {
        own.ifPresent(trained -> trained.expert().close());
        data.ifPresent(TaskData::close);
    }
}
