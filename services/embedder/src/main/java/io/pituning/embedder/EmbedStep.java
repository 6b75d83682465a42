package io.pituning.embedder;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSets;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.ExpertFolder;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.foundation.FoundationModels;
import io.pituning.learning.similarity.FisherEmbedding;
import io.pituning.learning.similarity.FisherSettings;
import io.pituning.learning.similarity.Pooling;
import io.pituning.learning.similarity.TaskVector;
import io.pituning.learning.training.TaskData;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.PooledTensor;
import io.pituning.schemas.event.PooledVector;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.workflow.ArtifactStore;
import io.pituning.workflow.Draft;
import io.pituning.workflow.ProgressReporter;
import io.pituning.workflow.SharedResources;
import io.pituning.workflow.StepContext;
import io.pituning.workflow.StepKey;
import io.pituning.workflow.StepRunner;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Computes a task's vector from its own expert, once for each expert. */
@Singleton
final class EmbedStep {
    /** File of the full vector in the step's artifact. */
    private static final String VECTOR_FILE = "task_vector.safetensors";

    private final StepRunner steps;
    private final ArtifactStore store;
    private final SharedResources shared;
    private final FoundationModels models;
    private final DataSets dataSets;
    private final FisherSettings.Point point;
    private final Pooling pooling;

    EmbedStep(
            StepRunner steps,
            ArtifactStore store,
            SharedResources shared,
            @ConfigProperty(name = "pi.models.root") Optional<Path> modelsRoot,
            @ConfigProperty(name = "pi.data.roots") Optional<List<Path>> dataRoots,
            @ConfigProperty(name = "pi.embedder.fisher-at") FisherSettings.Point point,
            @ConfigProperty(name = "pi.embedder.pooling") Pooling pooling) {
        this.point = point;
        this.pooling = pooling;
        this.steps = steps;
        this.store = store;
        this.shared = shared;
        this.models = new FoundationModels(modelsRoot);
        this.dataSets = new DataSets(dataRoots.orElse(List.of()));
    }

    /**
     * {@return the event that carries the task's vector}
     */
    TaskEmbedded run(ExpertTrained trained, StepContext context) {
        StepKey key = StepKey.of(
                trained.task(),
                trained.registration(),
                Step.EMBED,
                List.of(trained.foundation().sha256(), trained.artifact().sha256(), point.name(), pooling.name()));
        return steps.once(
                key, TaskEmbedded.class, context, (draft, progress, checkpoint) -> embed(trained, draft, progress));
    }

    private TaskEmbedded embed(ExpertTrained trained, Draft draft, ProgressReporter progress) {
        FoundationModel model = model(trained);
        TaskRegistered request = trained.request();
        DataSet chosen = dataSets.open(request.dataset()).part(request.shots(), request.examples(), request.seed());
        try (Expert expert = ExpertFolder.read(
                        store.fetch(trained.artifact()), model.backbone().sites());
                TaskData data = TaskData.prepare(model, chosen, progress::report)) {
            TaskVector vector = new FisherEmbedding(
                            model, FisherSettings.defaults().withPoint(point), progress::report)
                    .embed(expert, data);
            draft.write(folder -> vector.write(folder.resolve(VECTOR_FILE)));
            return new TaskEmbedded(
                    trained.task(),
                    trained.registration(),
                    request,
                    trained.foundation(),
                    trained.seed(),
                    progress.elapsedSeconds(),
                    trained.expert(),
                    trained.artifact(),
                    draft.artifact(),
                    trained.metrics(),
                    pooled(vector, chosen.train().size()));
        }
    }

    private FoundationModel model(ExpertTrained trained) {
        String name = trained.request().foundation();
        return shared.get(FoundationModel.class, name, () -> models.load(name))
                .require(trained.foundation().sha256());
    }

    private PooledVector pooled(TaskVector vector, int examples) {
        return new PooledVector(
                switch (pooling) {
                    case ROW -> PooledVector.ROW;
                    case BLOCK -> PooledVector.BLOCK;
                },
                examples,
                vector.pooled(pooling).tensors().stream()
                        .map(tensor -> PooledTensor.of(tensor.name(), tensor.values()))
                        .toList());
    }
}
