package io.pituning.learning.backbone.t5;

import io.pituning.learning.tensor.Safetensors;
import java.util.Arrays;

/** T5 once more, from the papers' formulas, in loops over doubles: one row, no padding, no cache, no tensors. */
final class T5Reference {
    private final T5Config config;
    private final Safetensors.Values weights;

    T5Reference(T5Config config, Safetensors.Values weights) {
        this.config = config;
        this.weights = weights;
    }

    /** Logits [T][V]. */
    double[][] logits(int[] source, int[] decoderInput) {
        double[][] memory = embed(source);
        for (int i = 0; i < config.encoderLayers(); i++) {
            String block = "encoder.block." + i;
            double[][] normed = norm(memory, block + ".layer.0.layer_norm");
            memory = sum(memory, attention(block + ".layer.0.SelfAttention", normed, normed, "encoder"));
            memory = sum(memory, feedForward(block + ".layer.1", memory));
        }
        memory = norm(memory, "encoder.final_layer_norm");

        double[][] x = embed(decoderInput);
        for (int i = 0; i < config.decoderLayers(); i++) {
            String block = "decoder.block." + i;
            double[][] normed = norm(x, block + ".layer.0.layer_norm");
            x = sum(x, attention(block + ".layer.0.SelfAttention", normed, normed, "decoder"));
            double[][] asking = norm(x, block + ".layer.1.layer_norm");
            x = sum(x, attention(block + ".layer.1.EncDecAttention", asking, memory, ""));
            x = sum(x, feedForward(block + ".layer.2", x));
        }
        double[][] last = norm(x, "decoder.final_layer_norm");
        if (!config.tied()) {
            return linear(last, "lm_head");
        }
        for (double[] row : last) {
            for (int c = 0; c < row.length; c++) {
                row[c] /= Math.sqrt(config.width());
            }
        }
        return linear(last, "shared");
    }

    private double[][] embed(int[] tokens) {
        float[] table = weights.values().get("shared.weight");
        double[][] rows = new double[tokens.length][config.width()];
        for (int t = 0; t < tokens.length; t++) {
            for (int c = 0; c < config.width(); c++) {
                rows[t][c] = table[tokens[t] * config.width() + c];
            }
        }
        return rows;
    }

    /** @param side whose position biases to add; empty for none */
    private double[][] attention(String name, double[][] from, double[][] to, String side) {
        double[][] queries = linear(from, name + ".q");
        double[][] keys = linear(to, name + ".k");
        double[][] values = linear(to, name + ".v");
        double[][] joined = new double[from.length][config.heads() * config.headSize()];
        for (int h = 0; h < config.heads(); h++) {
            int start = h * config.headSize();
            for (int q = 0; q < from.length; q++) {
                int seen = side.equals("decoder") ? q + 1 : to.length;
                double[] shares = new double[seen];
                for (int k = 0; k < seen; k++) {
                    for (int i = start; i < start + config.headSize(); i++) {
                        shares[k] += queries[q][i] * keys[k][i];
                    }
                    shares[k] = Math.exp(shares[k] + position(side, h, k - q));
                }
                double all = Arrays.stream(shares).sum();
                for (int k = 0; k < seen; k++) {
                    for (int i = start; i < start + config.headSize(); i++) {
                        joined[q][i] += shares[k] / all * values[k][i];
                    }
                }
            }
        }
        return linear(joined, name + ".o");
    }

    private double position(String side, int head, int keyMinusQuery) {
        if (side.isEmpty()) {
            return 0;
        }
        int buckets = side.equals("encoder") ? config.buckets() / 2 : config.buckets();
        int bucket = bucket(Math.abs(keyMinusQuery), buckets) + (keyMinusQuery > 0 ? buckets : 0);
        float[] table = weights.values().get(side + ".block.0.layer.0.SelfAttention.relative_attention_bias.weight");
        return table[bucket * config.heads() + head];
    }

    /** The shared buckets begin at distances that form a geometric row from the exact ones to the longest distance. */
    private int bucket(int distance, int buckets) {
        int exact = buckets / 2;
        if (distance < exact) {
            return distance;
        }
        int bucket = exact;
        while (bucket + 1 < buckets && distance >= begin(bucket + 1, exact, buckets)) {
            bucket++;
        }
        return bucket;
    }

    private double begin(int bucket, int exact, int buckets) {
        double part = (double) (bucket - exact) / (buckets - exact);
        return exact * Math.pow((double) config.longestDistance() / exact, part);
    }

    private double[][] feedForward(String layer, double[][] x) {
        double[][] normed = norm(x, layer + ".layer_norm");
        String dense = layer + ".DenseReluDense.";
        double[][] inner;
        if (config.feedForwardName().equals("relu")) {
            inner = linear(normed, dense + "wi");
            for (double[] row : inner) {
                Arrays.setAll(row, i -> Math.max(0, row[i]));
            }
        } else {
            inner = linear(normed, dense + "wi_0");
            double[][] gated = linear(normed, dense + "wi_1");
            for (int t = 0; t < inner.length; t++) {
                for (int i = 0; i < inner[t].length; i++) {
                    double u = inner[t][i];
                    double cubic = u + 0.044715 * u * u * u;
                    inner[t][i] = gated[t][i] * 0.5 * u * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * cubic));
                }
            }
        }
        return linear(inner, dense + "wo");
    }

    private double[][] norm(double[][] x, String name) {
        float[] weight = weights.values().get(name + ".weight");
        double[][] normed = new double[x.length][config.width()];
        for (int t = 0; t < x.length; t++) {
            double squares = 0;
            for (double value : x[t]) {
                squares += value * value;
            }
            double length = Math.sqrt(squares / config.width() + config.epsilon());
            for (int c = 0; c < config.width(); c++) {
                normed[t][c] = x[t][c] / length * weight[c];
            }
        }
        return normed;
    }

    private double[][] linear(double[][] x, String name) {
        float[] weight = weights.values().get(name + ".weight");
        int out = (int) weights.shapes().get(name + ".weight")[0];
        int in = (int) weights.shapes().get(name + ".weight")[1];
        double[][] result = new double[x.length][out];
        for (int t = 0; t < x.length; t++) {
            for (int o = 0; o < out; o++) {
                for (int i = 0; i < in; i++) {
                    result[t][o] += weight[o * in + i] * x[t][i];
                }
            }
        }
        return result;
    }

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][a[0].length];
        for (int t = 0; t < a.length; t++) {
            for (int c = 0; c < a[t].length; c++) {
                sum[t][c] = a[t][c] + b[t][c];
            }
        }
        return sum;
    }
}
