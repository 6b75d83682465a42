package io.pituning.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.ToDoubleFunction;

/**
 * The vectors that a shard owns, in memory, by space; finds the pairs that need to be compared exactly.
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
     * The tasks that a vector needs to be compared with exactly.
     *
     * @param welcoming tasks whose lists may have a place for the vector's task
     * @param nearest tasks that may be among its nearest
     */
    record Candidates(List<String> welcoming, List<String> nearest) {
        static Candidates none() {
            return new Candidates(List.of(), List.of());
        }
    }

    /** Stores a task's vector, replacing the one it had. */
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

    /** Sets the similarity that another task must reach from now on to have a place in the task's list. */
    void least(String task, double least) {
        String space = spaceOf.get(task);
        if (space != null) {
            spaces.get(space).least(task, least);
        }
    }

    /** {@return whether this similarity is too low for a place in the task's list} */
    boolean turnsAway(String task, double similarity) {
        return spaces.get(spaceOf.get(task)).turnsAway(task, similarity);
    }

    /**
     * Finds the tasks that a vector needs to be compared with.
     *
     * @param count how many of the nearest are wanted
     * @param exact gives the exact similarity with another task of the same space
     * @return enough for the nearest {@code count} and one more, if there is one, so that the list shows that tasks were left out
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
