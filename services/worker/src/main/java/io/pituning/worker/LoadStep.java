package io.pituning.worker;

import io.pituning.learning.data.DataSetDescription;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.DataSets;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.ExpertFolder;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.foundation.FoundationModels;
import io.pituning.learning.serving.Canary;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.StepFailed;
import io.pituning.schemas.event.WorkerEvent;
import io.pituning.workflow.ArtifactStore;
import io.pituning.workflow.SharedResources;
import io.pituning.workflow.StepException;
import io.pituning.workflow.StepHandler;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Loads tuned experts and refuses those that cannot be read or change nothing: answering from the bare model would be a silent error. */
@Singleton
final class LoadStep implements StepHandler.Work<ExpertTuned> {
    private static final double NANOS_PER_SECOND = 1e9;

    private final ArtifactStore store;
    private final SharedResources shared;
    private final ServingLane lane;
    private final Clock clock;
    private final FoundationModels models;
    private final DataSets dataSets;
    private final String worker;
    private final double canaryThreshold;

    LoadStep(
            ArtifactStore store,
            SharedResources shared,
            ServingLane lane,
            Clock clock,
            @ConfigProperty(name = "pi.models.root") Optional<Path> modelsRoot,
            @ConfigProperty(name = "pi.data.roots") Optional<List<Path>> dataRoots,
            @ConfigProperty(name = "pi.worker.name") String worker,
            @ConfigProperty(name = "pi.worker.canary-threshold") double canaryThreshold) {
        this.store = store;
        this.shared = shared;
        this.lane = lane;
        this.clock = clock;
        this.models = new FoundationModels(modelsRoot);
        this.dataSets = new DataSets(dataRoots.orElse(List.of()));
        this.worker = worker;
        this.canaryThreshold = canaryThreshold;
    }

    /** {@return the event that says that the expert is served} */
    @Override
    public WorkerEvent run(ExpertTuned tuned) {
        long begin = System.nanoTime();
        ServedExpert expert = load(tuned);
        boolean replaced = lane.serve(expert);
        return event(
                tuned,
                since(begin),
                replaced ? WorkerEvent.Kind.REPLACED : WorkerEvent.Kind.LOADED,
                Optional.of(expert.canaryDifference()),
                Optional.empty());
    }

    /** {@return the event that says that the expert is not served, and why} */
    @Override
    public WorkerEvent refusal(ExpertTuned tuned, Duration spent, StepFailed failed) {
        return event(tuned, spent, WorkerEvent.Kind.REFUSED, Optional.empty(), Optional.of(failed.message()));
    }

    /** Stops serving a task; {@return the event that says so, if it was served} */
    @Override
    public Optional<WorkerEvent> retire(String task) {
        long begin = System.nanoTime();
        return lane.retire(task)
                .map(tuned -> event(
                        tuned,
                        since(begin),
                        WorkerEvent.Kind.RETIRED,
                        Optional.empty(),
                        Optional.of("The task was retired.")));
    }

    private ServedExpert load(ExpertTuned tuned) {
        FoundationModel model = model(tuned);
        Path folder = store.fetch(tuned.artifact());
        // Experts of earlier versions do not say it themselves.
        DataSetInfo info = DataSetDescription.find(folder)
                .orElseGet(() -> dataSets.describe(tuned.request().dataset()));
        Expert expert = ExpertFolder.read(folder, model.backbone().sites());
        try {
            double difference = new Canary(model).difference(expert);
            if (!(difference > canaryThreshold)) {
                throw new StepException(
                        FailureCode.EXPERT_WITHOUT_EFFECT,
                        "The expert of '" + tuned.task() + "' does not change the model's output (by " + difference
                                + " at most).",
                        "Register the task again with more epochs or a higher learning rate.");
            }
            return new ServedExpert(tuned, model, info, expert, difference, clock.instant());
        } catch (RuntimeException | Error e) {
            expert.close();
            throw e;
        }
    }

    private FoundationModel model(ExpertTuned tuned) {
        String name = tuned.request().foundation();
        return shared.get(FoundationModel.class, name, () -> models.load(name))
                .require(tuned.foundation().sha256());
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private WorkerEvent event(
            ExpertTuned tuned,
            Duration spent,
            WorkerEvent.Kind kind,
            Optional<Double> canaryDifference,
            Optional<String> reason) {
        return new WorkerEvent(
                worker,
                tuned.task(),
                tuned.registration(),
                tuned.foundation(),
                spent.toNanos() / NANOS_PER_SECOND,
                kind,
                tuned.artifact(),
                canaryDifference,
                reason);
    }
}
