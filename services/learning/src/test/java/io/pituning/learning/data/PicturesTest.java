package io.pituning.learning.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pituning.learning.LearningException;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {
    @TempDir
    Path folder;

    @Test
    void aPictureOfTheWantedSizeKeepsItsPixelsChannelByChannel() {
        BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, 0xff0000);
        picture.setRGB(1, 0, 0x00ff00);
        picture.setRGB(0, 1, 0x0000ff);
        picture.setRGB(1, 1, 0xffffff);

        assertThat(Pixels.rgb(picture, 2)).containsExactly(1, -1, -1, 1, -1, 1, -1, 1, -1, -1, 1, 1);
    }

    @Test
    void shrinkingAveragesSoThatThinLinesSurvive() {
        BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 64; y++) {
            picture.setRGB(33, y, 0xffffff);
        }

        float[] small = Pixels.rgb(picture, 8);

        double light = 0;
        for (int x = 0; x < 8; x++) {
            light += (small[x] + 1) / 2;
        }
        assertThat(light).isCloseTo(1.0 / 8, within(0.01));
    }

    @Test
    void anEvenPictureStaysEvenAtEverySize() {
        BufferedImage picture = new BufferedImage(13, 7, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 13; x++) {
            for (int y = 0; y < 7; y++) {
                picture.setRGB(x, y, 0x000000);
            }
        }

        assertThat(Pixels.rgb(picture, 32)).hasSize(3 * 32 * 32).containsOnly(new float[] {-1}, within(1e-5f));
    }

    @Test
    void transparentPartsLieOnWhite() {
        BufferedImage picture = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);

        assertThat(Pixels.rgb(picture, 4)).containsOnly(1f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void aGrayFileIsReadAsItsCopyInColor(String format) throws IOException {
        BufferedImage gray = filled(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), 128);
        BufferedImage color = filled(new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR), 128, 128, 128);

        assertThat(stored(gray, format).getColorModel().getNumComponents()).isEqualTo(1);
        assertThat(Pixels.rgb(stored(gray, format), 8)).containsOnly(128 / 127.5f - 1);
        assertThat(Pixels.rgb(stored(color, format), 8)).containsOnly(128 / 127.5f - 1);
    }

    /** What inks leave of white, as such and (transform 2, YCCK) as darkness and two differences of color, of which 128 is none. */
    @ParameterizedTest
    @CsvSource({
        "0, 128, 128, 128, 255, 128, 128, 128",
        "0, 200, 100, 50, 204, 160, 80, 40",
        "0, 255, 255, 255, 255, 255, 255, 255",
        "0, 255, 255, 255, 0, 0, 0, 0",
        "2, 128, 128, 128, 255, 127, 127, 127",
        "2, 200, 128, 128, 204, 44, 44, 44"
    })
    void aFileOfFourInksIsReadAsItsCopyInColor(
            int transform, int first, int second, int third, int black, int red, int green, int blue)
            throws IOException {
        BufferedImage color = filled(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), red, green, blue);
        Path file = Files.write(folder.resolve("inks.jpg"), jpeg(transform, first, second, third, black));

        BufferedImage inks = new PictureFile(file).read();

        assertThat(inks.getColorModel().getNumComponents()).isEqualTo(4);
        assertThat(Pixels.rgb(inks, 1)).containsExactly(Pixels.rgb(color, 1), within(1e-5f));
    }

    @Test
    void ofGrayOfSixteenBitsTheUpperEightCount() throws IOException {
        BufferedImage gray = filled(new BufferedImage(8, 8, BufferedImage.TYPE_USHORT_GRAY), 128 << 8 | 255);

        assertThat(stored(gray, "png").getColorModel().getComponentSize(0)).isEqualTo(16);
        assertThat(Pixels.rgb(stored(gray, "png"), 8)).containsOnly(128 / 127.5f - 1);
    }

    @ParameterizedTest
    @CsvSource({"1, 128, 255, 128", "1, 128, 0, 255", "1, 100, 51, 224", "256, 128, 255, 128", "256, 100, 51, 224"})
    void grayWithTransparencyLiesOnWhite(int unit, int value, int alpha, int expected) throws IOException {
        BufferedImage gray = filled(
                grayWithAlpha(unit == 1 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT), value * unit, alpha * unit);

        assertThat(stored(gray, "png").getColorModel().getNumComponents()).isEqualTo(2);
        assertThat(Pixels.rgb(stored(gray, "png"), 8)).containsOnly(expected / 127.5f - 1);
    }

    @Test
    void aJpegFileIsRead() throws IOException {
        Path file = folder.resolve("a.jpg");
        ImageIO.write(new BufferedImage(10, 5, BufferedImage.TYPE_INT_RGB), "jpg", file.toFile());

        assertThat(new PictureFile(file).read().getHeight()).isEqualTo(5);
    }

    /** Only Linux tells which files a process has open. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatWasReadIsClosed() throws IOException {
        Path file = folder.toRealPath().resolve("a.png");
        ImageIO.write(new BufferedImage(10, 5, BufferedImage.TYPE_INT_RGB), "png", file.toFile());

        new PictureFile(file).read();

        assertThat(openFiles()).doesNotContain(file);
    }

    private static List<Path> openFiles() throws IOException {
        List<Path> open = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                open.add(Files.readSymbolicLink(descriptor));
            }
        }
        return open;
    }

    @Test
    void aFileThatIsNoPictureIsMalformed() throws IOException {
        Path file = Files.writeString(folder.resolve("a.png"), "not a picture");

        assertMalformed(file, "neither JPEG nor PNG");
    }

    @Test
    void aPictureOfAnotherFormatIsMalformed() throws IOException {
        Path file = folder.resolve("a.gif");
        ImageIO.write(new BufferedImage(10, 5, BufferedImage.TYPE_INT_RGB), "gif", file.toFile());

        assertMalformed(file, "neither JPEG nor PNG");
    }

    @Test
    void aDamagedFileIsMalformed() throws IOException {
        Path file = folder.resolve("a.png");
        ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length / 2));

        assertMalformed(file, "decoded");
    }

    @Test
    void aSmallFileThatClaimsAHugePictureIsRefusedByItsHeader() throws IOException {
        Path file = Files.write(folder.resolve("huge.png"), pngHeader(50_000, 50_000));

        assertMalformed(file, "50000");
    }

    private static BufferedImage grayWithAlpha(int type) {
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, Transparency.TRANSLUCENT, type);
        return new BufferedImage(model, model.createCompatibleWritableRaster(8, 8), false, null);
    }

    private static BufferedImage filled(BufferedImage picture, int... samples) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.getRaster().setPixel(x, y, samples);
            }
        }
        return picture;
    }

    private BufferedImage stored(BufferedImage picture, String format) throws IOException {
        Path file = folder.resolve("stored." + format);
        ImageIO.write(picture, format, file.toFile());
        return new PictureFile(file).read();
    }

    /** A JPEG file of one color in four components, with the marker by which Adobe's programs tell how they are transformed. */
    private static byte[] jpeg(int transform, int... components) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null);
        for (int i = 0; i < 64; i++) {
            raster.setPixel(i % 8, i / 8, components);
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(plain)) {
            writer.setOutput(output);
            writer.write(new IIOImage(raster, null, null));
        } finally {
            writer.dispose();
        }
        byte[] adobe = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
        ByteBuffer marked = ByteBuffer.allocate(plain.size() + adobe.length);
        marked.put(plain.toByteArray(), 0, 2).put(adobe).put(plain.toByteArray(), 2, plain.size() - 2);
        return marked.array();
    }

    private static void assertMalformed(Path file, String words) {
        assertThatThrownBy(() -> new PictureFile(file).read())
                .isInstanceOfSatisfying(LearningException.class, failure -> assertThat(failure.code())
                        .isEqualTo("dataset-malformed"))
                .hasMessageContaining(words);
    }

    private static byte[] pngHeader(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        byte[] chunk = ByteBuffer.allocate(17)
                .put(new byte[] {'I', 'H', 'D', 'R'})
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 checksum = new CRC32();
        checksum.update(chunk);
        bytes.write(ByteBuffer.allocate(4).putInt(13).array());
        bytes.write(chunk);
        bytes.write(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
        bytes.write(new byte[] {0, 0, 0, 0, 'I', 'D', 'A', 'T', 0, 0, 0, 0});
        return bytes.toByteArray();
    }
}
