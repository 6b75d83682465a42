package io.pituning.workflow;

import io.pituning.schemas.ContractException;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.StoredOutput;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Runs each step once: a finished one gives the event in the store again, an interrupted one goes on from its checkpoint.
 *
 * <p>Only so many of a kind work at the same time, and the others wait for their turn; finding a finished one waits for nobody.
 */
public final class StepRunner {
    private static final Logger LOG = Logger.getLogger(StepRunner.class);
    private static final Duration LOOK_FOR_STOP = Duration.ofMillis(200);

    private final ArtifactStore store;
    private final EventCodec codec;
    private final StepSettings settings;
    private final Map<Step, Places> places = new EnumMap<>(Step.class);

    public StepRunner(ArtifactStore store, EventCodec codec, StepSettings settings) {
        this.store = store;
        this.codec = codec;
        this.settings = settings;
        for (Step step : Step.values()) {
            places.put(step, new Places(settings.concurrency(), LOOK_FOR_STOP));
        }
    }

    /** What a step does: writes its artifact's files into the draft and returns its event. */
    @FunctionalInterface
    public interface Work<O> {
        O run(Draft draft, ProgressReporter progress, StepCheckpoint checkpoint);
    }

    /**
     * {@return the event of the step, from the store if it was done before}
     *
     * @param type the event the step makes
     * @throws StepStoppedException when the step was asked to give up before it was done
     */
    public <O extends StoredOutput> O once(StepKey key, Class<O> type, StepContext context, Work<O> work) {
        Optional<O> before = finished(key, type);
        if (before.isPresent()) {
            LOG.infof("%s of %s was done before; its event is sent again", key.step(), key.task());
            return before.get();
        }
        Places ofItsKind = places.get(key.step());
        ofItsKind.enter(context.stop());
        try {
            return run(key, context, work);
        } catch (StepStoppedException e) {
            if (e.reason() == StopSignal.Reason.SUPERSEDED) {
                store.removeCheckpoint(key);
            }
            throw e;
        } finally {
            ofItsKind.leave();
        }
    }

    private <O extends StoredOutput> O run(StepKey key, StepContext context, Work<O> work) {
        var progress = new ProgressReporter(
                key, context.progress(), context.stop(), settings.progressInterval(), System::nanoTime);
        var checkpoint =
                new StepCheckpoint(key, store, context.stop(), settings.checkpointInterval(), System::nanoTime);
        try (Draft draft = store.draft(key)) {
            O event = work.run(draft, progress, checkpoint);
            draft.finish(codec.encode(event));
            store.removeCheckpoint(key);
            progress.finish();
            return event;
        }
    }

    /** {@return whether the step was done and its result can still be used} */
    public <O extends StoredOutput> boolean isDone(StepKey key, Class<O> type) {
        return finished(key, type).isPresent();
    }

    private <O extends StoredOutput> Optional<O> finished(StepKey key, Class<O> type) {
        return store.event(key).flatMap(bytes -> usable(bytes, type));
    }

    private <O extends StoredOutput> Optional<O> usable(byte[] bytes, Class<O> type) {
        try {
            O event = codec.decode(type, bytes);
            store.fetch(event.artifact());
            return Optional.of(event);
        } catch (ContractException | StepException e) {
            if (e instanceof StepException failed && failed.failure() == FailureCode.ARTIFACT_STORE_UNAVAILABLE) {
                throw failed;
            }
            LOG.warnf("The result of an earlier run cannot be used and is made again: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
