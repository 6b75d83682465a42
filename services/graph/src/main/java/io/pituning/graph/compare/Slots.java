package io.pituning.graph.compare;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Numbers for tasks: each has a slot, a small number that stays its own until it leaves. {@link VectorTable} and {@link Sketch} lay their
 * memory out by them. Not for several threads at once.
 */
public final class Slots {
    private static final int FIRST_ROOM = 16;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final BitSet used = new BitSet();
    private String[] tasks = new String[FIRST_ROOM];
    /** No slot below this one is free. */
    private int firstFree;

    /** {@return the task's slot: the one it has, else the lowest free one} */
    public int take(String task) {
        return numbers.computeIfAbsent(task, this::next);
    }

    /** Takes the task's slot from it. {@return the slot, nothing if the task had none} */
    public OptionalInt free(String task) {
        OptionalInt slot = slot(task);
        slot.ifPresent(number -> {
            numbers.remove(task);
            tasks[number] = null;
            used.clear(number);
            firstFree = Math.min(firstFree, number);
        });
        return slot;
    }

    /** {@return the number of tasks} */
    public int size() {
        return numbers.size();
    }

    /** {@return the highest slot with a task, and one more} */
    public int end() {
        return used.length();
    }

    /** {@return the task in the slot, nothing if it is free} */
    public Optional<String> task(int slot) {
        return slot >= 0 && slot < tasks.length ? Optional.ofNullable(tasks[slot]) : Optional.empty();
    }

    /** {@return the task's slot, nothing if it is not known} */
    public OptionalInt slot(String task) {
        Integer number = numbers.get(task);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** {@return whether a task has the slot} */
    public boolean isUsed(int slot) {
        return used.get(slot);
    }

    private int next(String task) {
        int slot = used.nextClearBit(firstFree);
        firstFree = slot + 1;
        used.set(slot);
        if (slot >= tasks.length) {
            tasks = Arrays.copyOf(tasks, 2 * tasks.length);
        }
        tasks[slot] = task;
        return slot;
    }
}
