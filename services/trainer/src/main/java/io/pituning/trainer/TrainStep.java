package io.pituning.trainer;

import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSetDescription;
import io.pituning.learning.data.DataSets;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.ExpertFolder;
import io.pituning.learning.expert.Method;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.foundation.FoundationModels;
import io.pituning.learning.training.Checkpoints;
import io.pituning.learning.training.Evaluation;
import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.Guess;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainedExpert;
import io.pituning.learning.training.TrainingSettings;
import io.pituning.schemas.event.Chance;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.ExpertTrained;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.OwnMetrics;
import io.pituning.schemas.event.Score;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.schemas.event.TrainingSpec;
import io.pituning.workflow.Draft;
import io.pituning.workflow.ProgressReporter;
import io.pituning.workflow.SharedResources;
import io.pituning.workflow.StepCheckpoint;
import io.pituning.workflow.StepContext;
import io.pituning.workflow.StepKey;
import io.pituning.workflow.StepRunner;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Trains a task's own expert, once for each registration and foundation model. */
@Singleton
final class TrainStep {
    private final StepRunner steps;
    private final SharedResources shared;
    private final FoundationModels models;
    private final DataSets dataSets;

    TrainStep(
            StepRunner steps,
            SharedResources shared,
            @ConfigProperty(name = "pi.models.root") Optional<Path> modelsRoot,
            @ConfigProperty(name = "pi.data.roots") Optional<List<Path>> dataRoots) {
        this.steps = steps;
        this.shared = shared;
        this.models = new FoundationModels(modelsRoot);
        this.dataSets = new DataSets(dataRoots.orElse(List.of()));
    }

    /**
     * {@return the event that tells of the task's expert}
     */
    ExpertTrained run(TaskRegistered request, StepContext context) {
        FoundationModel model =
                shared.get(FoundationModel.class, request.foundation(), () -> models.load(request.foundation()));
        StepKey key = StepKey.of(request.task(), request.registrationId(), Step.TRAIN, List.of(model.sha256()));
        return steps.once(
                key,
                ExpertTrained.class,
                context,
                (draft, progress, checkpoint) -> train(request, model, draft, progress, checkpoint));
    }

    private ExpertTrained train(
            TaskRegistered request,
            FoundationModel model,
            Draft draft,
            ProgressReporter progress,
            StepCheckpoint checkpoint) {
        Method method = Methods.of(request.expert(), model.backbone().sites());
        TrainingSpec spec = request.training();
        TrainingSettings settings = TrainingSettings.asked(
                method.kind(), spec.epochs(), spec.learningRate(), spec.batchSize(), request.seed());
        DataSet chosen = dataSets.open(request.dataset()).part(request.shots(), request.examples(), request.seed());
        try (TaskData data = TaskData.prepare(model, chosen, progress::report)) {
            TrainedExpert trained = new ExpertTrainer(
                            model,
                            settings,
                            progress::report,
                            new Checkpoints(checkpoint::latest, checkpoint::isDue, checkpoint::save))
                    .train(method, data);
            try (Expert expert = trained.expert()) {
                draft.write(folder -> {
                    ExpertFolder.write(expert, model.name(), folder);
                    DataSetDescription.write(chosen.info(), folder);
                });
                return new ExpertTrained(
                        request.task(),
                        request.registrationId(),
                        request,
                        new FoundationRef(model.name(), model.sha256()),
                        request.seed(),
                        progress.elapsedSeconds(),
                        shape(request, expert),
                        draft.artifact(),
                        new OwnMetrics(score(trained.validation()), score(trained.test()), chance(chosen)));
            }
        }
    }

    private static Optional<Chance> chance(DataSet data) {
        return Guess.of(data).map(guess -> new Chance(guess.validation(), guess.test()));
    }

    private static ExpertShape shape(TaskRegistered request, Expert expert) {
        return ExpertShape.of(
                request.expert().method(),
                request.expert().size(),
                request.expert().targets(),
                expert.tensors().layout().elements());
    }

    /** The event knows accuracy alone: a score of another metric is told by how far it lies on the way from worst to best. */
    private static Score score(Evaluation evaluation) {
        return new Score(evaluation.share(), evaluation.loss(), evaluation.examples());
    }
}
