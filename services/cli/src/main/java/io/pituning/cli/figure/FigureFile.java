package io.pituning.cli.figure;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;

/** Writes what is painted as a vector graphic or as a picture. */
public final class FigureFile {
    private static final String SVG = ".svg";
    private static final String PNG = ".png";
    private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";

    private FigureFile() {}

    /** {@return whether a file of this name can be written} It must end in {@code .svg} or {@code .png}. */
    public static boolean canWrite(Path file) {
        return endsWith(file, SVG) || endsWith(file, PNG);
    }

    /**
     * Writes a figure in the format that the file's name ends in.
     *
     * @param painting paints it, once
     */
    public static void write(Path file, int width, int height, Consumer<Graphics2D> painting) throws IOException {
        if (endsWith(file, SVG)) {
            writeSvg(file, width, height, painting);
        } else {
            writePng(file, width, height, painting);
        }
    }

    /** Writes a picture as PNG. */
    public static void writePng(Path file, BufferedImage picture) throws IOException {
        // Given a file it cannot open, ImageIO prints a stack trace.
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageIO.write(picture, "png", out);
        }
    }

    private static void writeSvg(Path file, int width, int height, Consumer<Graphics2D> painting) throws IOException {
        SVGGraphics2D canvas = new SVGGraphics2D(emptySvg());
        canvas.setSVGCanvasSize(new Dimension(width, height));
        painting.accept(canvas);
        try (Writer out = Files.newBufferedWriter(file)) {
            canvas.stream(out, true);
        }
    }

    private static void writePng(Path file, int width, int height, Consumer<Graphics2D> painting) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, width, height);
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        painting.accept(canvas);
        canvas.dispose();
        writePng(file, picture);
    }

    private static Document emptySvg() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG_NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Every Java platform can make an XML document.", e);
        }
    }

    private static boolean endsWith(Path file, String suffix) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(suffix);
    }
}
