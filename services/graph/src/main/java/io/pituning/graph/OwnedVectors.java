package io.pituning.graph;

import io.pituning.graph.compare.VectorTable;
import io.pituning.learning.similarity.Similarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The vectors a shard owns, in memory, by space; proposes which pairs need to be compared exactly.
 *
 * <p>Half-precision similarities are off by at most {@link VectorTable#MAX_ERROR}, so what is not proposed cannot be among the nearest.
 */
final class OwnedVectors {
    private final int threads;
    private final Map<String, Space> spaces = new HashMap<>();
    private final Map<String, String> spaceOf = new HashMap<>();

    OwnedVectors(int threads) {
        this.threads = threads;
    }

    /** The vectors of one space, and per slot the least similarity that has a place in the task's neighborhood. */
    private static final class Space {
        private final VectorTable table;
        private float[] least = new float[16];

        private Space(VectorTable table) {
            this.table = table;
        }

        private void least(int slot, double value) {
            if (slot >= least.length) {
                least = Arrays.copyOf(least, Math.max(slot + 1, 2 * least.length));
            }
            least[slot] = (float) value;
        }
    }

    /**
     * What a comparison with all owned vectors of a space proposes.
     *
     * @param welcoming tasks that may have a place for the compared one
     * @param nearest tasks that may be among its nearest
     */
    record Proposals(List<String> welcoming, List<String> nearest) {}

    void put(KnownTask task, double least) {
        remove(task.name());
        Space space = spaces.computeIfAbsent(
                task.vector().space(),
                s -> new Space(new VectorTable(task.vector().segments(), Similarity.REFERENCE, threads)));
        space.least(space.table.put(task.name(), task.vector().floats()), least);
        spaceOf.put(task.name(), task.vector().space());
    }

    void remove(String task) {
        String name = spaceOf.remove(task);
        if (name != null) {
            Space space = spaces.get(name);
            space.table.remove(task);
            if (space.table.size() == 0) {
                spaces.remove(name);
            }
        }
    }

    /** Says what similarity another task must reach from now on. */
    void least(String task, double least) {
        String name = spaceOf.get(task);
        if (name != null) {
            Space space = spaces.get(name);
            OptionalInt slot = space.table.slot(task);
            slot.ifPresent(s -> space.least(s, least));
        }
    }

    /**
     * Compares a vector with all others of its space.
     *
     * @param count how many of the nearest are wanted
     * @return one more than wanted where there are more, so that it shows that some were left out
     */
    Proposals compare(KnownTask task, int count) {
        Space space = spaces.get(task.vector().space());
        if (space == null) {
            return new Proposals(List.of(), List.of());
        }
        int slots = space.table.slots();
        float[] similarities = new float[slots];
        space.table.similarities(task.vector().floats(), similarities);
        space.table.slot(task.name()).ifPresent(own -> similarities[own] = Float.NaN);
        float bound = bound(similarities, count + 1);
        List<String> welcoming = new ArrayList<>();
        List<String> nearest = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            float similarity = similarities[slot];
            // Not a number: a free slot, or the task itself.
            if (similarity + VectorTable.MAX_ERROR >= space.least[slot]) {
                welcoming.add(space.table.task(slot).orElseThrow());
            }
            if (similarity >= bound) {
                nearest.add(space.table.task(slot).orElseThrow());
            }
        }
        return new Proposals(welcoming, nearest);
    }

    /** {@return below which none of the so many nearest can lie} */
    private static float bound(float[] similarities, int count) {
        float[] sorted = new float[similarities.length];
        int known = 0;
        for (float similarity : similarities) {
            if (!Float.isNaN(similarity)) {
                sorted[known++] = similarity;
            }
        }
        Arrays.sort(sorted, 0, known);
        return known <= count ? Float.NEGATIVE_INFINITY : sorted[known - count] - 2 * (float) VectorTable.MAX_ERROR;
    }
}
