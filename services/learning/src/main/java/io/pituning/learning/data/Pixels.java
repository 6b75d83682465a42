package io.pituning.learning.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.util.Arrays;

/** Turns pictures into numbers, in plain Java, so that the same picture gives the same numbers on every machine. */
public final class Pixels {
    private Pixels() {}

    /**
     * The picture as the model reads it: resized to {@code size} × {@code size} by a bilinear (triangle) filter that widens with the scale, so
     * that thin lines survive shrinking; transparent parts lie on white; each value {@code (x / 255 - 0.5) / 0.5}. Gray is three equal
     * channels of the stored values, of 16 bits the upper eight. Inks (CMYK) are what they leave of white, red being (255 - cyan) · (255 -
     * black) / 255, whatever profile the file carries.
     *
     * @param size side of the result in pixels
     * @return shape [3, size, size] in one array: channel, row, column; channels red, green, blue; values from -1 to 1
     */
    public static float[] rgb(BufferedImage picture, int size) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] argb = argb(picture);
        float[] channels = new float[3 * width * height];
        for (int i = 0; i < argb.length; i++) {
            int alpha = argb[i] >>> 24;
            for (int channel = 0; channel < 3; channel++) {
                int value = argb[i] >>> (16 - 8 * channel) & 0xff;
                int onWhite = alpha == 0xff ? value : (value * alpha + 255 * (255 - alpha) + 127) / 255;
                channels[channel * argb.length + i] = onWhite / 127.5f - 1f;
            }
        }
        if (width == size && height == size) {
            return channels;
        }
        Filter across = Filter.of(width, size);
        Filter down = Filter.of(height, size);
        float[] result = new float[3 * size * size];
        float[] narrowed = new float[height * size];
        for (int channel = 0; channel < 3; channel++) {
            for (int row = 0; row < height; row++) {
                across.apply(channels, channel * argb.length + row * width, 1, narrowed, row * size, 1);
            }
            for (int column = 0; column < size; column++) {
                down.apply(narrowed, column, size, result, channel * size * size + column, size);
            }
        }
        return result;
    }

    private static int[] argb(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        if (picture.getType() == BufferedImage.TYPE_INT_RGB
                && picture.getRaster().getDataBuffer() instanceof DataBufferInt buffer
                && buffer.getSize() == width * height) {
            int[] pixels = buffer.getData().clone();
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] |= 0xff000000;
            }
            return pixels;
        }
        return switch (picture.getColorModel().getColorSpace().getType()) {
            case ColorSpace.TYPE_GRAY -> gray(picture);
            case ColorSpace.TYPE_CMYK -> cmyk(picture);
            default -> picture.getRGB(0, 0, width, height, null, 0, width);
        };
    }

    /** Java takes stored gray for linear light and brightens it: 128 would become 188, and a gray picture differ from its copy in color. */
    private static int[] gray(BufferedImage picture) {
        ColorModel model = picture.getColorModel();
        int[] pixels = upperBits(picture, 0);
        int[] alpha = model.hasAlpha() ? upperBits(picture, 1) : new int[0];
        for (int i = 0; i < pixels.length; i++) {
            int opacity = alpha.length == 0 ? 0xff : alpha[i];
            pixels[i] = opacity << 24 | pixels[i] << 16 | pixels[i] << 8 | pixels[i];
        }
        return pixels;
    }

    /** Inks too Java takes for linear light and brightens. A JPEG file has them inverted; its reader has undone that. */
    private static int[] cmyk(BufferedImage picture) {
        int[] black = upperBits(picture, 3);
        int[] pixels = new int[black.length];
        Arrays.fill(pixels, 0xff000000);
        for (int channel = 0; channel < 3; channel++) {
            int[] ink = upperBits(picture, channel);
            for (int i = 0; i < pixels.length; i++) {
                int value = ((255 - ink[i]) * (255 - black[i]) + 127) / 255;
                pixels[i] |= value << (16 - 8 * channel);
            }
        }
        return pixels;
    }

    /** The samples of one band, of more than eight bits the upper eight. */
    private static int[] upperBits(BufferedImage picture, int band) {
        Raster raster = picture.getRaster();
        int[] samples = raster.getSamples(0, 0, picture.getWidth(), picture.getHeight(), band, (int[]) null);
        int excess = picture.getColorModel().getComponentSize(band) - 8;
        for (int i = 0; i < samples.length; i++) {
            samples[i] >>= excess;
        }
        return samples;
    }

    /** Which inputs each output is made of, and by how much, along one side. */
    private record Filter(int[] first, float[][] weights) {

        static Filter of(int from, int to) {
            double scale = (double) from / to;
            double reach = Math.max(scale, 1);
            int[] first = new int[to];
            float[][] weights = new float[to][];
            for (int i = 0; i < to; i++) {
                double center = (i + 0.5) * scale;
                int low = Math.max(0, (int) (center - reach + 0.5));
                int high = Math.min(from, (int) (center + reach + 0.5));
                double[] raw = new double[high - low];
                double sum = 0;
                for (int j = low; j < high; j++) {
                    raw[j - low] = Math.max(0, 1 - Math.abs((j + 0.5 - center) / reach));
                    sum += raw[j - low];
                }
                first[i] = low;
                weights[i] = new float[raw.length];
                for (int j = 0; j < raw.length; j++) {
                    weights[i][j] = (float) (raw[j] / sum);
                }
            }
            return new Filter(first, weights);
        }

        void apply(float[] source, int sourceStart, int sourceStep, float[] target, int targetStart, int targetStep) {
            for (int i = 0; i < first.length; i++) {
                float sum = 0;
                for (int j = 0; j < weights[i].length; j++) {
                    sum += weights[i][j] * source[sourceStart + (first[i] + j) * sourceStep];
                }
                target[targetStart + i * targetStep] = sum;
            }
        }
    }
}
