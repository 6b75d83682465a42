package io.pituning.learning.backbone.t5;

/**
 * Bucket numbers of relative positions.
 *
 * <p>The nearest half of the distances that a direction has buckets for have one each, longer ones share logarithmic ones, and from the longest
 * distance on all share the last. An encoder looks both ways: the upper half of its buckets is for keys after the query.
 *
 * @param count how many buckets there are
 * @param longestDistance from which on all distances share one bucket
 * @param bothWays whether there are buckets for keys after the query; otherwise they share that of distance 0 and are to be masked
 */
record RelativeBuckets(int count, int longestDistance, boolean bothWays) {

    long of(int query, int key) {
        int perWay = bothWays ? count / 2 : count;
        int first = bothWays && key > query ? perWay : 0;
        int distance = bothWays ? Math.abs(key - query) : Math.max(0, query - key);
        int exact = perWay / 2;
        if (distance < exact) {
            return first + (long) distance;
        }
        // In single precision, as the checkpoints were trained, so that the floor falls on the same side.
        float ratio = (float) Math.log((float) distance / exact)
                / (float) Math.log((double) longestDistance / exact)
                * (perWay - exact);
        return first + Math.min(exact + (long) ratio, perWay - 1L);
    }
}
