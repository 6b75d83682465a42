package io.pituning.graph;

import io.pituning.graph.compare.Selection;
import io.pituning.graph.compare.Sketch;
import io.pituning.graph.compare.Slots;
import io.pituning.graph.compare.VectorTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The vectors of one space that a shard owns, in memory.
 *
 * <p>Compares with all of them in half precision, which is off by at most {@link VectorTable#MAX_ERROR}: a task that it does not name cannot
 * be among the nearest. Once there are {@link Comparison#sketchFrom} tasks, only their sketches are kept until the shard is started again, and
 * it names the tasks whose sketches lie near.
 */
final class VectorSpace {
    /** A task is looked at if its similarity would suffice when it lies this many standard deviations above its estimate. */
    private static final double GENEROSITY = 2;

    private static final int FIRST_ROOM = 16;

    private final Comparison comparison;
    private final Slots slots = new Slots();
    private final Optional<Sketch> sketch;
    /** Empty once the sketch has taken over. */
    private Optional<VectorTable> table;
    /** Per slot, a lower bound of the least similarity that has a place in the task's list. */
    private float[] least = new float[FIRST_ROOM];

    VectorSpace(int[] segments, Comparison comparison) {
        this.comparison = comparison;
        this.table = Optional.of(new VectorTable(segments, comparison.similarity(), comparison.threads()));
        this.sketch = comparison.sketchFrom() == 0
                ? Optional.empty()
                : Optional.of(new Sketch(segments, comparison.similarity(), comparison.threads()));
    }

    int size() {
        return slots.size();
    }

    void put(String task, float[] vector, double mustReach) {
        int slot = slots.take(task);
        if (slot >= least.length) {
            least = Arrays.copyOf(least, 2 * least.length);
        }
        // From the first task on: when the sketch takes over, it need not be made from all vectors at once.
        sketch.ifPresent(book -> book.put(slot, vector));
        table.ifPresent(all -> all.put(slot, vector));
        least(task, mustReach);
        if (comparison.sketches(slots.size())) {
            table = Optional.empty();
        }
    }

    void remove(String task) {
        slots.free(task).ifPresent(slot -> sketch.ifPresent(book -> book.remove(slot)));
    }

    void least(String task, double mustReach) {
        slots.slot(task).ifPresent(slot -> least[slot] = Math.nextDown((float) mustReach));
    }

    boolean turnsAway(String task, double similarity) {
        return similarity < least[slots.slot(task).orElseThrow()];
    }

    /** See {@link OwnedVectors#candidates}. */
    OwnedVectors.Candidates candidates(String task, float[] vector, int count, ToDoubleFunction<String> exact) {
        if (table.isEmpty()) {
            return proposed(task, vector, count, exact);
        }
        float[] similarities = similarities(table.get(), task, vector);
        float bound = bound(similarities, count);
        List<String> welcoming = new ArrayList<>();
        List<String> nearest = new ArrayList<>();
        for (int slot = 0; slot < similarities.length; slot++) {
            float similarity = similarities[slot];
            // Not a number: a free slot, or the task itself.
            if (similarity + VectorTable.MAX_ERROR >= least[slot]) {
                welcoming.add(name(slot));
            }
            if (similarity >= bound) {
                nearest.add(name(slot));
            }
        }
        return new OwnedVectors.Candidates(welcoming, nearest);
    }

    /** See {@link OwnedVectors#nearest}. */
    List<String> nearest(String task, float[] vector, int count) {
        if (table.isEmpty()) {
            return names(Selection.lowest(distances(task, vector), proposals(count)));
        }
        float[] similarities = similarities(table.get(), task, vector);
        float bound = bound(similarities, count);
        return names(IntStream.range(0, similarities.length)
                .filter(slot -> similarities[slot] >= bound)
                .toArray());
    }

    /**
     * The tasks that are probably near, judging by the sketch: those it puts nearest to the vector, and those whose lists the vector may
     * enter although they are not among its nearest. For the latter, similarity is estimated from the sketch's squared distance by a line that
     * is fitted through the tasks compared exactly.
     */
    private OwnedVectors.Candidates proposed(String task, float[] vector, int count, ToDoubleFunction<String> exact) {
        float[] distances = distances(task, vector);
        int[] near = Selection.lowest(distances, proposals(count));
        List<String> nearest = names(near);
        List<String> welcoming = new ArrayList<>(nearest);
        if (near.length > 0) {
            LineFit similarity = LineFit.through(
                    Arrays.stream(near).mapToDouble(slot -> distances[slot]).toArray(),
                    nearest.stream().mapToDouble(exact).toArray());
            for (int slot : near) {
                // They are in already.
                distances[slot] = Float.NaN;
            }
            float[] lacking = new float[distances.length];
            for (int slot = 0; slot < lacking.length; slot++) {
                double lack = least[slot] - similarity.above(distances[slot], GENEROSITY);
                lacking[slot] = lack <= 0 ? (float) lack : Float.NaN;
                if (least[slot] < 0 && !Float.isNaN(distances[slot])) {
                    // Its list has room for anybody.
                    welcoming.add(name(slot));
                    lacking[slot] = Float.NaN;
                }
            }
            welcoming.addAll(names(Selection.lowest(lacking, comparison.proposals())));
        }
        return new OwnedVectors.Candidates(welcoming, nearest);
    }

    private int proposals(int count) {
        return Math.max(comparison.proposals(), count + 1);
    }

    private float[] distances(String task, float[] vector) {
        float[] distances = sketch.orElseThrow().distances(vector);
        slots.slot(task).ifPresent(own -> distances[own] = Float.NaN);
        return distances;
    }

    private float[] similarities(VectorTable all, String task, float[] vector) {
        float[] similarities = new float[slots.end()];
        all.similarities(vector, similarities);
        for (int slot = 0; slot < similarities.length; slot++) {
            if (!slots.isUsed(slot)) {
                similarities[slot] = Float.NaN;
            }
        }
        slots.slot(task).ifPresent(own -> similarities[own] = Float.NaN);
        return similarities;
    }

    /** {@return the similarity, as computed here, below which no task can be among the {@code count + 1} nearest} */
    private static float bound(float[] similarities, int count) {
        return Selection.highest(similarities, count + 1) - 2 * (float) VectorTable.MAX_ERROR;
    }

    private List<String> names(int[] chosen) {
        return Arrays.stream(chosen).mapToObj(this::name).toList();
    }

    private String name(int slot) {
        return slots.task(slot).orElseThrow();
    }
}
