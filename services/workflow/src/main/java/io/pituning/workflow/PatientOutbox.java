package io.pituning.workflow;

import io.pituning.schemas.event.Event;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * An outbox that tries again while the broker is away or takes no failure of this size, until the process stops: a channel whose word is not
 * taken would end for good.
 */
final class PatientOutbox implements Outbox {
    private static final Logger LOG = Logger.getLogger(PatientOutbox.class);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final StopSignal stop;

    /** @param stop ends the trying, with a {@link StepStoppedException} */
    PatientOutbox(Outbox outbox, StopSignal stop) {
        this.outbox = outbox;
        this.stop = stop;
    }

    @Override
    public void send(Event event) {
        while (true) {
            try {
                outbox.send(event);
                return;
            } catch (StepException e) {
                throw e;
            } catch (RuntimeException e) {
                stop.check();
                LOG.warnf("Not published yet: %s", e);
                stop.await(BEFORE_NEXT_TRY);
            }
        }
    }
}
