package io.pituning.learning.experiment;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.interpolation.Neighbor;
import io.pituning.learning.similarity.FisherEmbedding;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.learning.similarity.TaskVector;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TaskData;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The experts of the pool's tasks for one setting and seed, each trained when it is first needed, unless the store has it. */
final class Pool implements AutoCloseable {
    private final FoundationModel model;
    private final Scenario scenario;
    private final ExpertStore store;
    private final Map<String, Member> members = new LinkedHashMap<>();

    private record Member(Expert expert, TaskVector vector) {}

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

    /** The tasks of a target's pool, those nearest to a vector first; the experts stay the pool's. */
    List<Neighbor> ranking(String target, TaskVector vector, ProgressListener listener) {
        return tasks(target).stream()
                .map(task -> neighbor(task, vector, listener))
                .sorted(Comparator.comparingDouble(Neighbor::similarity).reversed())
                .toList();
    }

    /** An expert of all tasks of a target's pool together; the caller's to close. */
    Expert allTask(String target, ProgressListener listener) {
        DataSet union = UnionTask.of("all-but-" + target, tasks(target), scenario.validationBound(), scenario.seed());
        String key = key(union);
        return store.find(key).map(ExpertStore.Stored::expert).orElseGet(() -> {
            try (TaskData data = TaskData.prepare(model, union)) {
                Expert expert = train(union, data, listener);
                store.write(key, model.name(), new ExpertStore.Stored(expert, Optional.empty()));
                return expert;
            }
        });
    }

    private Neighbor neighbor(DataSet task, TaskVector vector, ProgressListener listener) {
        Member member = members.computeIfAbsent(task.info().name(), name -> member(task, listener));
        return new Neighbor(task.info().name(), TaskSimilarity.between(vector, member.vector()), member.expert());
    }

    private Member member(DataSet task, ProgressListener listener) {
        String key = key(task);
        ExpertStore.Stored stored = store.find(key).orElseGet(() -> {
            try (TaskData data = TaskData.prepare(model, task)) {
                Expert expert = train(task, data, listener);
                TaskVector vector =
                        new FisherEmbedding(model, listener).embed(expert, data).pooled();
                ExpertStore.Stored trained = new ExpertStore.Stored(expert, Optional.of(vector));
                store.write(key, model.name(), trained);
                return trained;
            }
        });
        return new Member(stored.expert(), stored.vector().orElseThrow());
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
