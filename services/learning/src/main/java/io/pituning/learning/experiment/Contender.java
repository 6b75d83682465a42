package io.pituning.learning.experiment;

/** One way to answer a task, as an experiment compares it with others. */
interface Contender {
    /**
     * How many neighbors take part.
     *
     * @param k what the experiment asks for where a method leaves it open
     */
    int neighbors(int k);

    /** Whether there is such an answerer for the target; a run of one that does not fit is left out. */
    default boolean fits(Target target) {
        return true;
    }

    /**
     * Makes the answerer and evaluates it on the target.
     *
     * @param target the task, with what the contenders share: its own expert, its neighbors
     * @param neighbors what {@link #neighbors(int)} said
     */
    Outcome measure(Target target, int neighbors);
}
