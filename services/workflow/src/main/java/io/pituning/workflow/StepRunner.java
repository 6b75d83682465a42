package io.pituning.workflow;

import io.pituning.schemas.ContractException;
import io.pituning.schemas.EventCodec;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.StepOutput;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Runs each step once: a step whose result is in the store already gives the same event again, without being done again. */
public final class StepRunner {
    private static final Logger LOG = Logger.getLogger(StepRunner.class);

    private final ArtifactStore store;
    private final EventCodec codec;
    private final StopSignal stop;
    private final Duration progressInterval;

    /** @param progressInterval shortest time between two progress events of a step */
    public StepRunner(ArtifactStore store, EventCodec codec, StopSignal stop, Duration progressInterval) {
        this.store = store;
        this.codec = codec;
        this.stop = stop;
        this.progressInterval = progressInterval;
    }

    /** What a step does: writes its artifact's files into the draft and returns its event. */
    @FunctionalInterface
    public interface Work<O> {
        O run(Draft draft, ProgressReporter progress);
    }

    /**
     * {@return the event of the step, from the store if it was done before}
     *
     * @param type the event the step makes
     * @param artifact the artifact an event of this type tells of
     * @param outbox takes the progress events
     */
    public <O extends StepOutput> O once(
            StepKey key, Class<O> type, Function<O, Artifact> artifact, Outbox outbox, Work<O> work) {
        Optional<O> before = store.event(key).flatMap(bytes -> usable(bytes, type, artifact));
        if (before.isPresent()) {
            LOG.infof("%s of %s was done before: its event is sent again", key.step(), key.task());
            return before.get();
        }
        var progress = new ProgressReporter(key, outbox::send, stop, progressInterval, System::nanoTime);
        try (Draft draft = store.draft(key)) {
            O event = work.run(draft, progress);
            draft.finish(codec.encode(event));
            progress.finish();
            return event;
        }
    }

    /** {@return whether the step was done and its result can still be used} */
    public <O extends StepOutput> boolean isDone(StepKey key, Class<O> type, Function<O, Artifact> artifact) {
        return store.event(key).flatMap(bytes -> usable(bytes, type, artifact)).isPresent();
    }

    private <O extends StepOutput> Optional<O> usable(byte[] bytes, Class<O> type, Function<O, Artifact> artifact) {
        try {
            O event = codec.decode(type, bytes);
            store.fetch(artifact.apply(event));
            return Optional.of(event);
        } catch (ContractException | StepException e) {
            LOG.warnf("What an earlier run left cannot be used and is made again: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
