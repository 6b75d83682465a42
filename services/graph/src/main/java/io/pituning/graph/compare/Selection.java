package io.pituning.graph.compare;

/** Finds the smallest of many numbers without sorting the rest; C. A. R. Hoare, "Algorithm 65: Find" (1961). */
final class Selection {
    private Selection() {}

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
