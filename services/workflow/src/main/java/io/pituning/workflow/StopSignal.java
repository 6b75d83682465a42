package io.pituning.workflow;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Tells one running step that it shall not go on, and why. */
public final class StopSignal {
    private final AtomicReference<Reason> reason = new AtomicReference<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Why a step shall not go on. */
    public enum Reason {
        /** The process stops: the step goes on after the next start, or in another instance. */
        PROCESS_STOPS("the service is stopping; the step resumes after the next start, or in another instance"),
        /** The record's partition belongs to another instance now, which goes on with the step. */
        PARTITION_LOST("another instance has taken over"),
        /** A newer registration of the same task, or its retirement, has arrived: nobody wants the step any more. */
        SUPERSEDED("the task was registered anew or retired");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Asks the step to give up at its next batch. The first reason counts. */
    public void stop(Reason why) {
        if (reason.compareAndSet(null, why)) {
            stopped.countDown();
        }
    }

    /** {@return why the step shall not go on; empty while it may} */
    public Optional<Reason> reason() {
        return Optional.ofNullable(reason.get());
    }

    /**
     * Returns while the step may go on.
     *
     * @throws StepStoppedException when not
     */
    public void check() {
        reason().ifPresent(why -> {
            throw new StepStoppedException(why);
        });
    }

    /** Waits so long, or until the step is asked to give up. */
    void await(Duration pause) {
        try {
            stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop(Reason.PROCESS_STOPS);
        }
    }
}
