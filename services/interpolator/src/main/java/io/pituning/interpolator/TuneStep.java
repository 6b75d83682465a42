package io.pituning.interpolator;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetDescription;
import io.pituning.learning.data.DataSets;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.ExpertFolder;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.foundation.FoundationModels;
import io.pituning.learning.interpolation.ExpertInterpolator;
import io.pituning.learning.interpolation.LearnedWeights;
import io.pituning.learning.interpolation.TunedExpert;
import io.pituning.learning.training.Checkpoints;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainingSettings;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.TrainingSpec;
import io.pituning.workflow.ArtifactStore;
import io.pituning.workflow.Draft;
import io.pituning.workflow.ProgressReporter;
import io.pituning.workflow.SharedResources;
import io.pituning.workflow.StepCheckpoint;
import io.pituning.workflow.StepContext;
import io.pituning.workflow.StepKey;
import io.pituning.workflow.StepRunner;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tunes a task's expert by interpolation with its neighbors', once for each neighborhood. */
@Singleton
final class TuneStep {
    private final StepRunner steps;
    private final ArtifactStore store;
    private final SharedResources shared;
    private final FoundationModels models;
    private final DataSets dataSets;

    TuneStep(
            StepRunner steps,
            ArtifactStore store,
            SharedResources shared,
            @ConfigProperty(name = "pi.models.root") Optional<Path> modelsRoot,
            @ConfigProperty(name = "pi.data.roots") Optional<List<Path>> dataRoots) {
        this.steps = steps;
        this.store = store;
        this.shared = shared;
        this.models = new FoundationModels(modelsRoot);
        this.dataSets = new DataSets(dataRoots.orElse(List.of()));
    }

    /**
     * {@return the event that tells of the task's tuned expert; nothing if the neighborhood only informs and its task is tuned already}
     */
    Optional<ExpertTuned> run(TaskNeighbors event, StepContext context) {
        TaskNeighbors neighborhood = event.toTuneWith();
        StepKey key = key(neighborhood);
        // Compaction may leave only the newest record, which then stands for the one that asked.
        if (!event.asksForTuning() && steps.isDone(key, ExpertTuned.class)) {
            return Optional.empty();
        }
        return Optional.of(steps.once(
                key,
                ExpertTuned.class,
                context,
                (draft, progress, checkpoint) -> neighborhood.neighbors().isEmpty()
                        ? TunedEvent.alone(neighborhood, progress.elapsedSeconds())
                        : tune(neighborhood, draft, progress, checkpoint)));
    }

    private static StepKey key(TaskNeighbors neighborhood) {
        List<String> inputs = new ArrayList<>();
        inputs.add(neighborhood.foundation().sha256());
        inputs.add(neighborhood.expertArtifact().sha256());
        neighborhood.neighbors().forEach(neighbor -> {
            inputs.add(neighbor.task());
            inputs.add(neighbor.expertArtifact().sha256());
        });
        return StepKey.of(neighborhood.task(), neighborhood.registration(), Step.TUNE, inputs);
    }

    private ExpertTuned tune(
            TaskNeighbors neighborhood, Draft draft, ProgressReporter progress, StepCheckpoint checkpoint) {
        FoundationModel model = model(neighborhood);
        TaskRegistered request = neighborhood.request();
        DataSet chosen = dataSets.open(request.dataset()).part(request.shots(), request.examples(), request.seed());
        try (ParentExperts parents = new ParentExperts(model.backbone().sites());
                TaskData data = TaskData.prepare(model, chosen, progress::report)) {
            Expert own = parents.open(store.fetch(neighborhood.expertArtifact()));
            List<io.pituning.learning.interpolation.Neighbor> others = new ArrayList<>();
            for (Neighbor neighbor : neighborhood.neighbors()) {
                others.add(new io.pituning.learning.interpolation.Neighbor(
                        neighbor.task(), neighbor.similarity(), parents.open(store.fetch(neighbor.expertArtifact()))));
            }
            TrainingSpec spec = request.training();
            TrainingSettings settings = TrainingSettings.asked(
                    own.method().kind(), spec.epochs(), spec.learningRate(), spec.batchSize(), request.seed());
            TunedExpert tuned = new ExpertInterpolator(
                            model,
                            settings,
                            Interpolations.of(request.interpolation()),
                            progress::report,
                            new Checkpoints(checkpoint::latest, checkpoint::isDue, checkpoint::save))
                    .tune(own, others, data);
            try (Expert expert = tuned.expert()) {
                if (!tuned.interpolated()) {
                    return TunedEvent.own(neighborhood, tuned, progress.elapsedSeconds());
                }
                LearnedWeights learned = LearnedWeights.of(parents(neighborhood), tuned);
                draft.write(folder -> {
                    ExpertFolder.write(expert, model.name(), learned.metadata(), folder);
                    DataSetDescription.write(chosen.info(), folder);
                });
                return TunedEvent.interpolated(neighborhood, tuned, draft.artifact(), progress.elapsedSeconds());
            }
        }
    }

    /** In the order of the weights. */
    private static List<String> parents(TaskNeighbors neighborhood) {
        return Stream.concat(
                        Stream.of(neighborhood.task()),
                        neighborhood.neighbors().stream().map(Neighbor::task))
                .toList();
    }

    private FoundationModel model(TaskNeighbors neighborhood) {
        String name = neighborhood.request().foundation();
        return shared.get(FoundationModel.class, name, () -> models.load(name))
                .require(neighborhood.foundation().sha256());
    }
}
