package io.pituning.graph.compare;

import java.util.Arrays;

/**
 * Columns of 16-bit codes, one per slot, in blocks of {@value #SLOTS} slots.
 *
 * <p>A block is one array, row after row: {@value #WORDS} words hold a row of all its slots, slot j in the low half of word j and slot
 * j + {@value #WORDS} in the high half. So a comparison reads memory in order, each lane of a vector register works on a slot of its own,
 * and no sum has to be gathered from the lanes of a register.
 */
final class Columns {
    /** Slots of a block. */
    static final int SLOTS = 32;
    /** Words of a row. */
    static final int WORDS = SLOTS / 2;

    private static final int HALF_BITS = 16;
    private static final int LOW = 0xffff;

    private final int rows;
    private int[][] blocks = new int[0][];

    /**
     * @throws IllegalArgumentException if a block of this many rows is longer than an array can be
     */
    Columns(int rows) {
        if (rows < 1 || rows > Integer.MAX_VALUE / WORDS - 1) {
            throw new IllegalArgumentException("A column of " + rows + " values.");
        }
        this.rows = rows;
    }

    /** {@return the number of blocks} */
    int blocks() {
        return blocks.length;
    }

    /** {@return the words of a block, (rows, {@value #WORDS}), not a copy} */
    int[] block(int index) {
        return blocks[index];
    }

    /** Adds blocks until there is one for the slot; their columns are zero. */
    void reach(int slot) {
        int old = blocks.length;
        int needed = slot / SLOTS + 1;
        if (needed > old) {
            // One by one: a block is large, the array of blocks is not.
            blocks = Arrays.copyOf(blocks, needed);
            for (int i = old; i < needed; i++) {
                blocks[i] = new int[rows * WORDS];
            }
        }
    }

    /** Writes the low 16 bits of a code to a row of a slot's column. */
    void set(int slot, int row, int code) {
        int lane = slot % SLOTS;
        int shift = lane / WORDS * HALF_BITS;
        int[] block = blocks[slot / SLOTS];
        int word = row * WORDS + lane % WORDS;
        block[word] = block[word] & ~(LOW << shift) | (code & LOW) << shift;
    }
}
