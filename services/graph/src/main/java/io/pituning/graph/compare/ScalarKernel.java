package io.pituning.graph.compare;

/** The loops in plain Java, where vector instructions are not at hand: two words, so four slots, at a time, with sums of their own. */
final class ScalarKernel implements Kernel {
    private static final int WORDS_AT_ONCE = 2;

    @Override
    public String name() {
        return "plain Java";
    }

    @Override
    public void reference(int[] block, int from, int to, float[] query, float[] sums, float[] counts) {
        for (int word = 0; word < Columns.WORDS; word++) {
            double low01 = 0;
            double low00 = 0;
            double low11 = 0;
            double high01 = 0;
            double high00 = 0;
            double high11 = 0;
            for (int begin = from; begin < to; begin += CHUNK) {
                int end = Math.min(begin + CHUNK, to);
                float l01 = 0;
                float l00 = 0;
                float l11 = 0;
                float h01 = 0;
                float h00 = 0;
                float h11 = 0;
                for (int i = begin; i < end; i++) {
                    int both = block[i * Columns.WORDS + word];
                    float low = Half.decode(both);
                    float high = Half.decode(both >>> 16);
                    float e0 = query[i];
                    float shifted = e0 + EPSILON;
                    float r = 1 / (low + shifted);
                    float a = e0 * r;
                    float b = low * r;
                    l01 += a * b;
                    l00 += a * a;
                    l11 += b * b;
                    float s = 1 / (high + shifted);
                    float c = e0 * s;
                    float d = high * s;
                    h01 += c * d;
                    h00 += c * c;
                    h11 += d * d;
                }
                low01 += l01;
                low00 += l00;
                low11 += l11;
                high01 += h01;
                high00 += h00;
                high11 += h11;
            }
            add(low01, low00, low11, word, sums, counts);
            add(high01, high00, high11, word + Columns.WORDS, sums, counts);
        }
    }

    private static void add(double dot, double squares0, double squares1, int slot, float[] sums, float[] counts) {
        double norm = Math.sqrt(squares0) * Math.sqrt(squares1);
        if (norm > 0) {
            sums[slot] += (float) Math.min(1, dot / norm);
            counts[slot]++;
        }
    }

    @Override
    public void products(int[] block, float[] query, float[] into) {
        for (int word = 0; word < Columns.WORDS; word += WORDS_AT_ONCE) {
            double low = 0;
            double high = 0;
            double nextLow = 0;
            double nextHigh = 0;
            for (int begin = 0; begin < query.length; begin += CHUNK) {
                int end = Math.min(begin + CHUNK, query.length);
                float a = 0;
                float b = 0;
                float c = 0;
                float d = 0;
                for (int i = begin; i < end; i++) {
                    int both = block[i * Columns.WORDS + word];
                    int next = block[i * Columns.WORDS + word + 1];
                    a += query[i] * Half.decode(both);
                    b += query[i] * Half.decode(both >>> 16);
                    c += query[i] * Half.decode(next);
                    d += query[i] * Half.decode(next >>> 16);
                }
                low += a;
                high += b;
                nextLow += c;
                nextHigh += d;
            }
            into[word] = (float) low;
            into[word + 1] = (float) nextLow;
            into[word + Columns.WORDS] = (float) high;
            into[word + Columns.WORDS + 1] = (float) nextHigh;
        }
    }

    @Override
    public void signedProducts(int[] block, float[] query, float[] into) {
        for (int word = 0; word < Columns.WORDS; word += WORDS_AT_ONCE) {
            float low = 0;
            float high = 0;
            float nextLow = 0;
            float nextHigh = 0;
            for (int i = 0; i < query.length; i++) {
                int both = block[i * Columns.WORDS + word];
                int next = block[i * Columns.WORDS + word + 1];
                low += query[i] * Brief.decode(both);
                high += query[i] * Brief.decode(both >>> 16);
                nextLow += query[i] * Brief.decode(next);
                nextHigh += query[i] * Brief.decode(next >>> 16);
            }
            into[word] = low;
            into[word + 1] = nextLow;
            into[word + Columns.WORDS] = high;
            into[word + Columns.WORDS + 1] = nextHigh;
        }
    }

    @Override
    public int sum(int[] block) {
        int sum = 0;
        for (int word : block) {
            sum += word;
        }
        return sum;
    }
}
