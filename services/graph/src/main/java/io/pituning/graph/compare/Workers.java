package io.pituning.graph.compare;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The calling thread and its helpers, which share pieces of work. Idle helpers end by themselves, so nothing has to be closed. */
final class Workers {
    private final int helpers;
    private final ForkJoinPool pool;

    /**
     * @param threads how many work at the same time, the caller among them
     */
    Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads cannot compare anything.");
        }
        helpers = threads - 1;
        // The pool starts a thread only when there is work for it; at least one is what it accepts.
        pool = new ForkJoinPool(Math.max(1, helpers));
    }

    /** Does the pieces 0 to count − 1, in any order, each once, and waits until all are done. */
    void each(int count, IntConsumer piece) {
        if (helpers == 0 || count < 2) {
            IntStream.range(0, count).forEach(piece);
            return;
        }
        AtomicInteger next = new AtomicInteger();
        Runnable take = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                piece.accept(i);
            }
        };
        var tasks = IntStream.range(0, Math.min(helpers, count - 1))
                .<ForkJoinTask<?>>mapToObj(helper -> pool.submit(take))
                .toList();
        take.run();
        tasks.forEach(ForkJoinTask::join);
    }
}
