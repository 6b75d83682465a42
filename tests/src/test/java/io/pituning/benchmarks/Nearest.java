package io.pituning.benchmarks;

import java.util.Arrays;

/**
 * The nearest of many.
 *
 * @param slots the slots, nearest first; −1 where there are too few
 * @param similarities their similarities
 */
record Nearest(int[] slots, float[] similarities) {
    Nearest(float[] all, int count) {
        this(new int[count], new float[count]);
        Arrays.fill(slots, -1);
        Arrays.fill(similarities, Float.NEGATIVE_INFINITY);
        for (int slot = 0; slot < all.length; slot++) {
            if (all[slot] > similarities[count - 1]) {
                int place = count - 1;
                for (; place > 0 && similarities[place - 1] < all[slot]; place--) {
                    similarities[place] = similarities[place - 1];
                    slots[place] = slots[place - 1];
                }
                similarities[place] = all[slot];
                slots[place] = slot;
            }
        }
    }
}
