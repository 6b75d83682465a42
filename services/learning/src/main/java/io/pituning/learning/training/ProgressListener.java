package io.pituning.learning.training;

/** Hears how far a long computation is. Called from the computing thread; must return fast. */
@FunctionalInterface
public interface ProgressListener {
    /** Reports to nobody. */
    ProgressListener SILENT = (what, done, total) -> {};

    /**
     * @param what the present activity in a few words, for example "training"
     * @param done units finished
     * @param total units in all; may shrink when training stops early
     */
    void progress(String what, long done, long total);

    /** A listener for side work. It passes on the activity's name with the given, unchanging count. */
    default ProgressListener standingAt(long done, long total) {
        return (what, ofItsOwn, inAll) -> progress(what, done, total);
    }
}
