package io.pituning.graph.compare;

import java.util.stream.IntStream;

/** Finds the smallest of many numbers without sorting the rest; C. A. R. Hoare, "Algorithm 65: Find" (1961). */
public final class Selection {
    private Selection() {}

    /**
     * {@return the indices of the lowest numbers, lowest first}; of equal ones the lower index comes first
     *
     * @param numbers {@link Float#NaN} where there is none
     * @param count how many at most
     */
    public static int[] lowest(float[] numbers, int count) {
        float[] known = new float[numbers.length];
        int length = 0;
        for (float number : numbers) {
            if (!Float.isNaN(number)) {
                known[length++] = number;
            }
        }
        int kept = Math.min(count, length);
        if (kept <= 0) {
            return new int[0];
        }
        toFront(known, length, kept);
        float last = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < kept; i++) {
            last = Math.max(last, known[i]);
        }
        float bound = last;
        // The stream is in the order of indices and the sort stable.
        return IntStream.range(0, numbers.length)
                .filter(place -> numbers[place] <= bound)
                .boxed()
                .sorted((one, other) -> Float.compare(numbers[one], numbers[other]))
                .limit(kept)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * {@return the {@code count}-th highest number}; negative infinity if there are fewer
     *
     * @param numbers {@link Float#NaN} where there is none
     */
    public static float highest(float[] numbers, int count) {
        float[] known = new float[numbers.length];
        int length = 0;
        for (float number : numbers) {
            if (!Float.isNaN(number)) {
                known[length++] = -number;
            }
        }
        if (length < count) {
            return Float.NEGATIVE_INFINITY;
        }
        toFront(known, length, count);
        float last = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            last = Math.max(last, known[i]);
        }
        return -last;
    }

    /**
     * Brings the smallest numbers to the front, in no order.
     *
     * @param values of which the first {@code length} count; no NaN among them
     * @param count how many, 1 to {@code length}
     */
    static void toFront(float[] values, int length, int count) {
        int left = 0;
        int right = length - 1;
        while (left < right) {
            float pivot = values[left + right >>> 1];
            int i = left;
            int j = right;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    float swapped = values[i];
                    values[i++] = values[j];
                    values[j--] = swapped;
                }
            }
            if (count - 1 <= j) {
                right = j;
            } else if (count - 1 >= i) {
                left = i;
            } else {
                return;
            }
        }
    }
}
