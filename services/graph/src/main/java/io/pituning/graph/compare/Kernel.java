package io.pituning.graph.compare;

/**
 * The inner loops, over one block of {@link Columns}. An implementation has no state, so that threads can share it; its sums are in single
 * precision, in chunks of {@value #CHUNK} rows so that rounding does not add up.
 */
interface Kernel {
    /** Rows that are summed before the sum is added to the total. */
    int CHUNK = 256;

    /** The absolute term of the reference's measure. */
    float EPSILON = 1e-6f;

    /** {@return what it computes with, in words for people} */
    String name();

    /**
     * The reference's measure of one tensor, {@link io.pituning.learning.similarity.Similarity#REFERENCE}, between the query and every slot
     * of the block, added to what is there.
     *
     * @param block words of {@link Half} codes, (rows, {@value Columns#WORDS})
     * @param from the tensor's first row
     * @param to the end of the tensor's rows
     * @param query (rows)
     * @param sums ({@value Columns#SLOTS}): grows by the similarity
     * @param counts ({@value Columns#SLOTS}): grows by one where the two can be compared
     */
    void reference(int[] block, int from, int to, float[] query, float[] sums, float[] counts);

    /**
     * The dot product of the query with every slot of the block.
     *
     * @param block words of {@link Half} codes, (rows, {@value Columns#WORDS})
     * @param query (rows)
     * @param into ({@value Columns#SLOTS}): set to the products
     */
    void products(int[] block, float[] query, float[] into);

    /**
     * As {@link #products}, of signed codes.
     *
     * @param block words of {@link Brief} codes, (rows, {@value Columns#WORDS})
     * @param query (rows)
     * @param into ({@value Columns#SLOTS}): set to the products
     */
    void signedProducts(int[] block, float[] query, float[] into);

    /** {@return the sum of the block's words, modulo 2³²} */
    int sum(int[] block);
}
