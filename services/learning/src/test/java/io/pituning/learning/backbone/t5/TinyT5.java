package io.pituning.learning.backbone.t5;

import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tensor.TensorLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** T5 models of a few thousand parameters with random weights; the width of their attentions differs from that of their layers. */
public final class TinyT5 {
    private TinyT5() {}

    /** As T5: ungated, tied. */
    public static T5Config first(int vocabulary) {
        return config(vocabulary, "relu", true);
    }

    /** As T5 1.1: gated, untied. */
    public static T5Config second(int vocabulary) {
        return config(vocabulary, "gated-gelu", false);
    }

    private static T5Config config(int vocabulary, String feedForward, boolean tied) {
        return new T5Config(vocabulary, 12, 5, 20, 2, 3, 3, 8, 12, 1e-6, feedForward, tied, tied, 0, 0, 1, 64);
    }

    /** The weights in the order of the layout, around 1 where they multiply a norm and around 0 elsewhere. */
    public static Safetensors.Values values(T5Config config, long seed) {
        TensorLayout layout = T5Layout.weights(config);
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, long[]> shapes = new LinkedHashMap<>();
        Map<String, float[]> values = new LinkedHashMap<>();
        for (String name : layout.names()) {
            double middle = name.endsWith("norm.weight") ? 1 : 0;
            double spread = name.endsWith("bias.weight") || name.equals("shared.weight") ? 1 : 0.2;
            shapes.put(name, layout.shape(name));
            values.put(name, layout.only(name::equals).fill(n -> () -> middle + spread * random.nextGaussian()));
        }
        return new Safetensors.Values(shapes, values, Map.of());
    }

    static NamedTensors tensors(Safetensors.Values values) {
        return Safetensors.read(Safetensors.writeValues(values, Safetensors.Precision.F32));
    }

    /** Rows of different lengths, so that there is padding; long enough for distances that share a bucket. */
    static List<int[]> sources() {
        return List.of(new int[] {7, 3, 9, 4, 4, 8, 2, 11, 5, 6, 3, 10, 13, 12, 2}, new int[] {5, 9}, new int[] {
            12, 2, 2, 6, 10, 8, 7
        });
    }

    /** As {@link #sources()}, their answers. */
    static List<int[]> targets() {
        return List.of(new int[] {4, 6}, new int[] {11, 2, 9, 9, 3, 12, 5, 8, 13, 10, 2, 4, 7}, new int[] {8, 3, 5});
    }
}
