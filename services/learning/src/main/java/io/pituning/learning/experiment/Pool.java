package io.pituning.learning.experiment;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.interpolation.Neighbor;
import io.pituning.learning.similarity.FisherEmbedding;
import io.pituning.learning.similarity.Pooling;
import io.pituning.learning.similarity.Similarity;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.learning.similarity.TaskVector;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TaskData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The experts of the pool's tasks for one setting, each trained when it is first needed, unless the store has it. */
final class Pool implements AutoCloseable {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private final FoundationModel model;
    private final Scenario scenario;
    private final ExpertStore store;
    private final Map<String, Member> members = new LinkedHashMap<>();

    private record Member(Expert expert, TaskVector vector) {}

    /** @param key made once, for it takes reading all pictures */
    private record Missing(DataSet task, String key) {}

    Pool(FoundationModel model, Scenario scenario, ExpertStore store) {
        this.model = model;
        this.scenario = scenario;
        this.store = store;
    }

    /** The pool of a target, as much of it as the experts are trained on: every task but the target. */
    List<DataSet> tasks(String target) {
        return scenario.plan().tasks().stream()
                .filter(task -> !task.info().name().equals(target))
                .map(scenario::poolMember)
                .toList();
    }

    /** The tasks of a target's pool, those nearest to a vector by a measure first; the experts stay the pool's. */
    List<Neighbor> ranking(String target, TaskVector vector, Similarity measure, ProgressListener listener) {
        List<DataSet> tasks = tasks(target);
        gather(tasks, listener);
        return tasks.stream()
                .map(task -> neighbor(task.info().name(), vector, measure))
                .sorted(Comparator.comparingDouble(Neighbor::similarity).reversed())
                .toList();
    }

    /** An expert of all tasks of a target's pool together; the caller's to close. */
    Expert allTask(String target, ProgressListener listener) {
        DataSet union = UnionTask.of(
                "all-but-" + target,
                tasks(target),
                scenario.validationBound(),
                scenario.poolTraining().seed());
        String key = key(union);
        while (true) {
            Optional<ExpertStore.Stored> made = obtain(key, () -> {
                try (TaskData data = TaskData.prepare(model, union)) {
                    return new ExpertStore.Stored(train(union, data, listener), Optional.empty());
                }
            });
            if (made.isPresent()) {
                return made.get().expert();
            }
            await(union, listener);
        }
    }

    /** Makes members of the tasks: first those that no other process is at, then those that the others have made. */
    private void gather(List<DataSet> tasks, ProgressListener listener) {
        List<Missing> missing = tasks.stream()
                .filter(task -> !members.containsKey(task.info().name()))
                .map(task -> new Missing(task, key(task)))
                .toList();
        while (!missing.isEmpty()) {
            List<Missing> elsewhere = new ArrayList<>();
            for (Missing wanted : missing) {
                obtain(wanted.key(), () -> member(wanted.task(), listener))
                        .ifPresentOrElse(
                                made -> members.put(
                                        wanted.task().info().name(),
                                        new Member(made.expert(), made.vector().orElseThrow())),
                                () -> elsewhere.add(wanted));
            }
            if (elsewhere.size() == missing.size()) {
                await(elsewhere.get(0).task(), listener);
            }
            missing = elsewhere;
        }
    }

    /** What the store has under a key, or what is made for it; nothing while another process makes it. */
    private Optional<ExpertStore.Stored> obtain(String key, Supplier<ExpertStore.Stored> making) {
        Optional<ExpertStore.Stored> stored = store.find(key);
        if (stored.isPresent()) {
            return stored;
        }
        Optional<ExpertStore.Claim> claim = store.claim(key);
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        try (ExpertStore.Claim held = claim.get()) {
            // Another process may have ended it just before the claim.
            return store.find(key).or(() -> {
                ExpertStore.Stored made = making.get();
                store.write(key, model.name(), made);
                return Optional.of(made);
            });
        }
    }

    private static void await(DataSet task, ProgressListener listener) {
        listener.progress(
                "waiting for another process to train pool " + task.info().name(), 0, 1);
        LockSupport.parkNanos(PAUSE);
    }

    private Neighbor neighbor(String task, TaskVector vector, Similarity measure) {
        Member member = members.get(task);
        return new Neighbor(task, TaskSimilarity.between(vector, member.vector(), measure), member.expert());
    }

    private ExpertStore.Stored member(DataSet task, ProgressListener listener) {
        try (TaskData data = TaskData.prepare(model, task)) {
            Expert expert = train(task, data, listener);
            TaskVector vector =
                    new FisherEmbedding(model, listener).embed(expert, data).pooled(Pooling.BLOCK);
            return new ExpertStore.Stored(expert, Optional.of(vector));
        }
    }

    private Expert train(DataSet task, TaskData data, ProgressListener listener) {
        String what = "pool " + task.info().name();
        return new ExpertTrainer(
                        model, scenario.poolTraining(), (phase, done, total) -> listener.progress(what, done, total))
                .train(scenario.expert(), data)
                .expert();
    }

    private String key(DataSet data) {
        return ExpertStore.key(model, scenario.expert(), scenario.poolTraining(), data);
    }

    @Override
    public void close() {
        members.values().forEach(member -> member.expert().close());
    }
}
