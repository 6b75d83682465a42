package io.pituning.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.ToDoubleFunction;

/**
 * The vectors a shard owns, in memory, by space; says which pairs need to be compared exactly.
 *
 * <p>One thread, the shard's, changes them and asks for {@link #candidates}; any other may ask for {@link #nearest} meanwhile.
 */
final class OwnedVectors {
    private final Comparison comparison;
    private final Map<String, VectorSpace> spaces = new HashMap<>();
    private final Map<String, String> spaceOf = new HashMap<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    OwnedVectors(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * Whom to compare with exactly.
     *
     * @param welcoming tasks that may have a place for the compared one
     * @param nearest tasks that may be among its nearest
     */
    record Candidates(List<String> welcoming, List<String> nearest) {
        static Candidates none() {
            return new Candidates(List.of(), List.of());
        }
    }

    /** Takes a task's vector, in place of the one it had. */
    void put(String task, GraphVector vector, double least) {
        writing(() -> {
            drop(task);
            spaces.computeIfAbsent(vector.space(), s -> new VectorSpace(vector.segments(), comparison))
                    .put(task, vector.floats(), least);
            spaceOf.put(task, vector.space());
        });
    }

    void remove(String task) {
        writing(() -> drop(task));
    }

    /** Says what similarity another task must reach from now on to have a place in the task's list. */
    void least(String task, double least) {
        String space = spaceOf.get(task);
        if (space != null) {
            spaces.get(space).least(task, least);
        }
    }

    /** {@return whether no task of so low a similarity has a place in the task's list} */
    boolean turnsAway(String task, double similarity) {
        return spaces.get(spaceOf.get(task)).turnsAway(task, similarity);
    }

    /**
     * Finds whom to compare with.
     *
     * @param count how many of the nearest are wanted
     * @param exact the similarity with another task of the same space
     * @return one more than wanted where there are more, so that it shows that some were left out
     */
    Candidates candidates(String task, GraphVector vector, int count, ToDoubleFunction<String> exact) {
        VectorSpace space = spaces.get(vector.space());
        return space == null ? Candidates.none() : space.candidates(task, vector.floats(), count, exact);
    }

    /** {@return tasks that may be among the nearest, to be compared exactly}; for any thread */
    List<String> nearest(String task, GraphVector vector, int count) {
        lock.readLock().lock();
        try {
            VectorSpace space = spaces.get(vector.space());
            return space == null ? List.of() : space.nearest(task, vector.floats(), count);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void drop(String task) {
        String name = spaceOf.remove(task);
        if (name != null) {
            VectorSpace space = spaces.get(name);
            space.remove(task);
            if (space.size() == 0) {
                spaces.remove(name);
            }
        }
    }

    private void writing(Runnable change) {
        lock.writeLock().lock();
        try {
            change.run();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
