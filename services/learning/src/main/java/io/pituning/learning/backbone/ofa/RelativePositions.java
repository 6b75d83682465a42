package io.pituning.learning.backbone.ofa;

/**
 * Bucket numbers of relative positions, as the reference computes them.
 *
 * <p>Text: distances below half the bucket size each have a bucket of their own, longer ones share logarithmic ones; the number grows with
 * query minus key. Images: one bucket per pair of row and column difference; position 0 is the unused class slot.
 */
public final class RelativePositions {
    private static final int LONGEST_DISTANCE = 1024;

    private RelativePositions() {}

    /** How many buckets text has. */
    public static int textBuckets(int bucketSize) {
        return 2 * bucketSize - 1;
    }

    /** How many buckets images have, the three of the class slot included. */
    public static int imageBuckets(int bucketSize) {
        return (2 * bucketSize - 1) * (2 * bucketSize - 1) + 3;
    }

    /** The bucket of a text position seen from another. */
    public static long textBucket(int query, int key, int bucketSize) {
        int distance = query - key;
        int middle = bucketSize / 2;
        int absolute = distance < middle && distance > -middle ? middle - 1 : Math.abs(distance);
        if (absolute <= middle) {
            return distance + bucketSize - 1L;
        }
        // In single precision, as the reference, so that the ceiling falls on the same side.
        float ratio = (float) Math.log((float) absolute / middle)
                / (float) Math.log((LONGEST_DISTANCE - 1.0) / middle)
                * (middle - 1);
        long logarithmic = (long) Math.ceil(ratio) + middle;
        return logarithmic * Integer.signum(distance) + bucketSize - 1L;
    }

    /** The bucket of an image position id seen from another; ids are row · bucketSize + column + 1. */
    public static long imageBucket(long query, long key, int bucketSize) {
        long side = 2L * bucketSize - 1;
        long buckets = imageBuckets(bucketSize);
        if (query == 0 && key == 0) {
            return buckets - 1;
        }
        if (query == 0) {
            return buckets - 3;
        }
        if (key == 0) {
            return buckets - 2;
        }
        long rows = (query - 1) / bucketSize - (key - 1) / bucketSize + bucketSize - 1;
        long columns = (query - 1) % bucketSize - (key - 1) % bucketSize + bucketSize - 1;
        return rows * side + columns;
    }
}
