package io.pituning.workflow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Room for so many steps at the same time; the others wait in the order in which they came. */
final class Places {
    private final Duration lookForStop;
    private final Deque<StopSignal> waiting = new ArrayDeque<>();
    private int free;

    /** @param lookForStop how often a waiting step looks whether it shall still go on; it keeps its rank meanwhile */
    Places(int number, Duration lookForStop) {
        this.free = number;
        this.lookForStop = lookForStop;
    }

    /**
     * Takes a place, as soon as there is one and everyone who came before has theirs.
     *
     * @param stop the step's own, by which it is known
     * @throws StepStoppedException when the step was asked to give up before
     */
    synchronized void enter(StopSignal stop) {
        waiting.add(stop);
        try {
            stop.check();
            while (free == 0 || waiting.element() != stop) {
                TimeUnit.MILLISECONDS.timedWait(this, lookForStop.toMillis());
                stop.check();
            }
            free--;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepStoppedException(StopSignal.Reason.PROCESS_STOPS);
        } finally {
            waiting.remove(stop);
            notifyAll();
        }
    }

    synchronized void leave() {
        free++;
        notifyAll();
    }
}
