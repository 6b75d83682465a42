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

/** The experts of the pool's tasks for one seed, each trained when it is first needed. */
final class Pool implements AutoCloseable {
    private final FoundationModel model;
    private final ExperimentPlan plan;
    private final long seed;
    private final Map<String, Member> members = new LinkedHashMap<>();

    private record Member(Expert expert, TaskVector vector) {}

    Pool(FoundationModel model, ExperimentPlan plan, long seed) {
        this.model = model;
        this.plan = plan;
        this.seed = seed;
    }

    /** The k tasks nearest to a vector, the target itself left out. */
    List<Neighbor> nearest(String target, TaskVector vector, List<DataSet> tasks, ProgressListener listener) {
        return tasks.stream()
                .filter(task -> !task.info().name().equals(target))
                .map(task -> neighbor(task, vector, listener))
                .sorted(Comparator.comparingDouble(Neighbor::similarity).reversed())
                .limit(plan.neighbors())
                .toList();
    }

    private Neighbor neighbor(DataSet task, TaskVector vector, ProgressListener listener) {
        Member member = members.computeIfAbsent(task.info().name(), name -> train(task, listener));
        return new Neighbor(task.info().name(), TaskSimilarity.between(vector, member.vector()), member.expert());
    }

    private Member train(DataSet task, ProgressListener listener) {
        try (TaskData data = TaskData.prepare(model, plan.poolMember(task, seed))) {
            Expert expert = new ExpertTrainer(
                            model,
                            plan.poolTraining(seed),
                            (what, done, total) ->
                                    listener.progress("pool " + task.info().name(), done, total))
                    .train(plan.expert(), data)
                    .expert();
            return new Member(
                    expert,
                    new FisherEmbedding(model, listener).embed(expert, data).pooled());
        }
    }

    @Override
    public void close() {
        members.values().forEach(member -> member.expert().close());
    }
}
