package io.pituning.learning.world;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.SplittableRandom;

/** Draws scenes with Java2D, without a display and without fonts. */
final class ScenePainter {
    private static final BasicStroke PENCIL = new BasicStroke(1.3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke HATCHING = new BasicStroke(0.8f);

    static {
        // Without this, Java2D tries to reach a display that DISPLAY names, and fails where that one cannot be reached.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    private ScenePainter() {}

    static BufferedImage paint(Scene scene) {
        BufferedImage image = new BufferedImage(Scene.SIDE, Scene.SIDE, BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        paintGround(scene.background(), pixels);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            for (Thing thing : scene.things()) {
                switch (scene.style()) {
                    case PAINTED -> paintThing(thing, graphics);
                    case SKETCHED -> sketchThing(thing, graphics);
                }
            }
        } finally {
            graphics.dispose();
        }
        addNoise(scene.background(), pixels);
        return image;
    }

    private static void paintGround(Background ground, int[] pixels) {
        double dx = Math.cos(ground.angle());
        double dy = Math.sin(ground.angle());
        double reach = (Math.abs(dx) + Math.abs(dy)) * Scene.SIDE;
        for (int y = 0; y < Scene.SIDE; y++) {
            for (int x = 0; x < Scene.SIDE; x++) {
                double share = 0.5 + ((x - Scene.SIDE / 2.0) * dx + (y - Scene.SIDE / 2.0) * dy) / reach;
                pixels[y * Scene.SIDE + x] =
                        ground.from() == ground.to() ? ground.from() : Hue.mix(ground.from(), ground.to(), share);
            }
        }
    }

    private static void paintThing(Thing thing, Graphics2D graphics) {
        Shape shape = thing.outline();
        graphics.setPaint(paint(thing));
        graphics.fill(shape);
        if (thing.wish().kind() instanceof Form && (thing.variation() >>> 8 & 3) == 0) {
            graphics.setColor(new Color(Hue.mix(thing.rgb(), 0x000000, 0.5)));
            graphics.setStroke(new BasicStroke(1.2f));
            graphics.draw(shape);
        }
    }

    /** Two outlines that do not quite meet, and parallel strokes across. */
    private static void sketchThing(Thing thing, Graphics2D graphics) {
        Shape shape = thing.outline();
        Dice hand = Dice.of(thing.variation(), 11);
        graphics.setColor(new Color(thing.rgb()));
        graphics.setStroke(PENCIL);
        for (int line = 0; line < 2; line++) {
            AffineTransform shaken = AffineTransform.getRotateInstance(hand.uniform(-0.06, 0.06), thing.x(), thing.y());
            shaken.translate(hand.uniform(-0.7, 0.7), hand.uniform(-0.7, 0.7));
            graphics.draw(shaken.createTransformedShape(shape));
        }
        Shape clip = graphics.getClip();
        graphics.clip(shape);
        graphics.setStroke(HATCHING);
        double slope = hand.uniform(-0.5, 0.5);
        for (double offset = -2 * thing.radius(); offset < 2 * thing.radius(); offset += hand.uniform(3, 5)) {
            graphics.draw(new Line2D.Double(
                    thing.x() - thing.radius(),
                    thing.y() + offset - slope * thing.radius(),
                    thing.x() + thing.radius(),
                    thing.y() + offset + slope * thing.radius()));
        }
        graphics.setClip(clip);
    }

    private static Paint paint(Thing thing) {
        Texture texture = thing.wish().texture();
        if (texture == Texture.SOLID) {
            return new Color(thing.rgb());
        }
        int second = second(thing);
        int side = texture == Texture.DOTTED ? 7 : 8;
        BufferedImage tile = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        int direction = (int) (thing.variation() >>> 12 & 3);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                boolean base =
                        switch (texture) {
                            case SOLID -> true;
                            case STRIPED ->
                                switch (direction) {
                                    case 0 -> x < 4;
                                    case 1 -> y < 4;
                                    case 2 -> (x + y) % 8 < 4;
                                    default -> (x - y + 8) % 8 < 4;
                                };
                            case DOTTED -> (x - 3) * (x - 3) + (y - 3) * (y - 3) > 5;
                            case CHECKERED -> x < 4 == y < 4;
                        };
                tile.setRGB(x, y, base ? thing.rgb() : second);
            }
        }
        int offset = (int) (thing.variation() >>> 16 & 7);
        return new TexturePaint(tile, new Rectangle2D.Double(offset, offset, side, side));
    }

    /** The pattern's second color: lighter or darker, so that the color keeps its name. */
    private static int second(Thing thing) {
        return switch (thing.wish().hue()) {
            case WHITE -> Hue.mix(thing.rgb(), 0x000000, 0.4);
            case BLACK -> Hue.mix(thing.rgb(), 0xffffff, 0.5);
            case YELLOW, PINK -> Hue.mix(thing.rgb(), 0x000000, 0.45);
            default -> Hue.mix(thing.rgb(), 0xffffff, 0.65);
        };
    }

    private static void addNoise(Background ground, int[] pixels) {
        if (ground.noise() == 0) {
            return;
        }
        SplittableRandom random = new SplittableRandom(ground.noiseSeed());
        for (int i = 0; i < pixels.length; i++) {
            int bits = random.nextInt();
            pixels[i] = Hue.rgb(
                    (pixels[i] >> 16 & 255) + scaled(bits & 255, ground.noise()),
                    (pixels[i] >> 8 & 255) + scaled(bits >> 8 & 255, ground.noise()),
                    (pixels[i] & 255) + scaled(bits >> 16 & 255, ground.noise()));
        }
    }

    private static int scaled(int value, int noise) {
        return (value - 128) * noise / 128;
    }
}
