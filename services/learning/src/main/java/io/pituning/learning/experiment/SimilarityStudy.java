package io.pituning.learning.experiment;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.Method;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.similarity.FisherEmbedding;
import io.pituning.learning.similarity.FisherSettings;
import io.pituning.learning.similarity.Pairs;
import io.pituning.learning.similarity.Pooling;
import io.pituning.learning.similarity.RankAgreement;
import io.pituning.learning.similarity.Similarity;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.learning.similarity.TaskVector;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainingSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How similarly the ways of comparing tasks rank a task's neighbors: full or pooled vectors, the reference's measure or the plain cosine,
 * the exact Fisher information or the reference's batch variant, the data's targets or sampled ones.
 */
public final class SimilarityStudy {
    /** What the others are compared with: the full vector at the common start, exact, on the data's targets, by the reference's measure. */
    public static final String STANDARD = "full";

    private static final int NEAREST = 3;
    private static final long UNITS_PER_TASK = 100;

    private final FoundationModel model;
    private final Method expert;
    private final TrainingSettings training;
    private final ProgressListener listener;

    public SimilarityStudy(FoundationModel model, Method expert, TrainingSettings training, ProgressListener listener) {
        this.model = model;
        this.expert = expert;
        this.training = training;
        this.listener = listener;
    }

    /**
     * What was found.
     *
     * @param tasks names, in the order of rows and columns
     * @param similarities per way of comparing, the symmetric matrix; the first is {@link #STANDARD}
     * @param agreements per other way, how similarly it ranks a task's neighbors as the standard does
     */
    public record Result(
            List<String> tasks, Map<String, double[][]> similarities, Map<String, RankAgreement> agreements) {}

    private record Vectors(TaskVector exact, TaskVector batch, TaskVector sampled, TaskVector atExpert) {}

    /** Trains an expert for every task and compares all pairs. */
    public Result compare(List<DataSet> tasks) {
        List<Vectors> vectors = new ArrayList<>();
        for (DataSet task : tasks) {
            int done = vectors.size();
            vectors.add(embed(
                    task,
                    (what, part, whole) -> listener.progress(
                            task.info().name() + " " + what,
                            UNITS_PER_TASK * done + UNITS_PER_TASK * part / Math.max(1, whole),
                            UNITS_PER_TASK * tasks.size())));
        }
        Map<String, double[][]> similarities = new LinkedHashMap<>();
        List<TaskVector> exact = vectors.stream().map(Vectors::exact).toList();
        List<TaskVector> atExpert = vectors.stream().map(Vectors::atExpert).toList();
        List<TaskVector> pooled = pooled(exact, Pooling.BLOCK);
        similarities.put(STANDARD, matrix(exact, Similarity.REFERENCE));
        similarities.put("pooled", matrix(pooled, Similarity.REFERENCE));
        similarities.put("rows", matrix(pooled(exact, Pooling.ROW), Similarity.REFERENCE));
        similarities.put("full-cosine", matrix(exact, Similarity.COSINE));
        similarities.put("pooled-cosine", matrix(pooled, Similarity.COSINE));
        similarities.put(
                "full-batch", matrix(vectors.stream().map(Vectors::batch).toList(), Similarity.REFERENCE));
        similarities.put(
                "full-sampled", matrix(vectors.stream().map(Vectors::sampled).toList(), Similarity.REFERENCE));
        similarities.put("expert", matrix(atExpert, Similarity.REFERENCE));
        similarities.put("expert-cosine", matrix(atExpert, Similarity.COSINE));
        similarities.put("expert-rows", matrix(pooled(atExpert, Pooling.ROW), Similarity.REFERENCE));
        Map<String, RankAgreement> agreements = new LinkedHashMap<>();
        similarities.forEach((way, matrix) -> {
            if (!way.equals(STANDARD)) {
                agreements.put(way, RankAgreement.of(similarities.get(STANDARD), matrix, NEAREST));
            }
        });
        return new Result(tasks.stream().map(task -> task.info().name()).toList(), similarities, agreements);
    }

    private Vectors embed(DataSet task, ProgressListener progress) {
        FisherSettings settings = FisherSettings.defaults();
        try (TaskData data = TaskData.prepare(model, task);
                Expert trained = new ExpertTrainer(model, training, progress)
                        .train(expert, data)
                        .expert()) {
            return new Vectors(
                    embed(trained, data, settings, progress),
                    embed(trained, data, settings.withVariant(FisherSettings.Variant.BATCH), progress),
                    embed(trained, data, settings.withTargets(FisherSettings.Targets.SAMPLED), progress),
                    embed(trained, data, settings.withPoint(FisherSettings.Point.EXPERT), progress));
        }
    }

    private TaskVector embed(Expert trained, TaskData data, FisherSettings settings, ProgressListener progress) {
        return new FisherEmbedding(model, settings, progress).embed(trained, data);
    }

    private static List<TaskVector> pooled(List<TaskVector> vectors, Pooling pooling) {
        return vectors.stream().map(vector -> vector.pooled(pooling)).toList();
    }

    private static double[][] matrix(List<TaskVector> vectors, Similarity measure) {
        return Pairs.matrix(vectors, (one, other) -> one == other ? 1 : TaskSimilarity.between(one, other, measure));
    }
}
