package io.pituning.learning.backbone.ofa;

import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Tensor;

/**
 * The image stem: the first three stages of a bottleneck residual network (stride on the 3 × 3 convolution), 16 pixels a patch.
 *
 * <p>Source: "Deep Residual Learning for Image Recognition" (CVPR 2016), variant V1.5.
 *
 * @param onBatch whether batch normalization uses the batch's statistics (pre-training) or the running ones
 */
record ImageStem(OfaConfig config, NamedTensors weights, boolean onBatch) {
    static final String PREFIX = "encoder.embed_images.";
    private static final int STAGES = 3;

    /** (B, 3, H, W) to (B, channels, H / 16, W / 16). */
    Tensor forward(Tensor pixels) {
        Tensor x = entry(pixels);
        for (int number = 1; number <= STAGES; number++) {
            x = stage(x, number);
        }
        return x;
    }

    /** What comes before the first stage: (B, 3, H, W) to (B, channels, H / 4, W / 4). */
    Tensor entry(Tensor pixels) {
        return norm(pixels.conv2d(weight("conv1"), 2, 3), "bn1").relu().maxPool2d(3, 2, 1);
    }

    /** One stage, numbered from 1; all but the first halve height and width. */
    Tensor stage(Tensor x, int number) {
        Tensor y = x;
        for (int block = 0; block < config.stemBlocks().get(number - 1); block++) {
            y = bottleneck(y, "layer" + number + "." + block + ".", number > 1 && block == 0 ? 2 : 1);
        }
        return y;
    }

    private Tensor bottleneck(Tensor x, String name, int stride) {
        Tensor y = norm(x.conv2d(weight(name + "conv1"), 1, 0), name + "bn1").relu();
        y = norm(y.conv2d(weight(name + "conv2"), stride, 1), name + "bn2").relu();
        y = norm(y.conv2d(weight(name + "conv3"), 1, 0), name + "bn3");
        boolean reshapes = weights.find(PREFIX + name + "downsample.0.weight").isPresent();
        Tensor shortcut =
                reshapes ? norm(x.conv2d(weight(name + "downsample.0"), stride, 0), name + "downsample.1") : x;
        return y.add(shortcut).relu();
    }

    private Tensor norm(Tensor x, String name) {
        return x.batchNorm(
                weights.get(PREFIX + name + ".running_mean"),
                weights.get(PREFIX + name + ".running_var"),
                weight(name),
                weights.get(PREFIX + name + ".bias"),
                onBatch);
    }

    private Tensor weight(String name) {
        return weights.get(PREFIX + name + ".weight");
    }
}
