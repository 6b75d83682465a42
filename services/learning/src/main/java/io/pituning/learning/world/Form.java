package io.pituning.learning.world;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Locale;

/** A geometric form. */
enum Form implements Kind {
    CIRCLE,
    SQUARE,
    TRIANGLE,
    STAR,
    CROSS,
    RING,
    DIAMOND,
    HEXAGON,
    RECTANGLE,
    HEART,
    ARROW,
    MOON;

    static final List<Form> ALL = List.of(values());

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String plural() {
        return this == CROSS ? "crosses" : word() + "s";
    }

    @Override
    public Shape outline(long variation) {
        return switch (this) {
            case CIRCLE -> disc(0, 0, 1);
            case SQUARE -> polygon(-0.82, -0.82, 0.82, -0.82, 0.82, 0.82, -0.82, 0.82);
            case TRIANGLE -> polygon(0, -0.95, 0.95, 0.75, -0.95, 0.75);
            case STAR -> star();
            case CROSS ->
                polygon(
                        -0.3, -0.95, 0.3, -0.95, 0.3, -0.3, 0.95, -0.3, 0.95, 0.3, 0.3, 0.3, 0.3, 0.95, -0.3, 0.95,
                        -0.3, 0.3, -0.95, 0.3, -0.95, -0.3, -0.3, -0.3);
            case RING -> ring();
            case DIAMOND -> polygon(0, -1, 0.68, 0, 0, 1, -0.68, 0);
            case HEXAGON -> polygon(1, 0, 0.5, 0.87, -0.5, 0.87, -1, 0, -0.5, -0.87, 0.5, -0.87);
            case RECTANGLE ->
                (variation & 1) == 0
                        ? polygon(-1, -0.5, 1, -0.5, 1, 0.5, -1, 0.5)
                        : polygon(-0.5, -1, 0.5, -1, 0.5, 1, -0.5, 1);
            case HEART -> heart();
            case ARROW -> polygon(-1, -0.25, 0.1, -0.25, 0.1, -0.75, 1, 0, 0.1, 0.75, 0.1, 0.25, -1, 0.25);
            case MOON -> moon();
        };
    }

    private static Ellipse2D disc(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static Path2D polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }

    private static Path2D star() {
        double[] xy = new double[20];
        for (int i = 0; i < 10; i++) {
            double radius = i % 2 == 0 ? 1 : 0.42;
            xy[2 * i] = radius * Math.sin(Math.PI * i / 5);
            xy[2 * i + 1] = -radius * Math.cos(Math.PI * i / 5);
        }
        return polygon(xy);
    }

    private static Path2D ring() {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        path.append(disc(0, 0, 1), false);
        path.append(disc(0, 0, 0.55), false);
        return path;
    }

    private static Path2D heart() {
        Path2D path = new Path2D.Double();
        path.moveTo(0, 0.95);
        path.curveTo(-1.5, -0.1, -0.85, -1.15, 0, -0.4);
        path.curveTo(0.85, -1.15, 1.5, -0.1, 0, 0.95);
        path.closePath();
        return path;
    }

    private static Path2D moon() {
        Path2D path = new Path2D.Double();
        path.moveTo(0.35, -0.95);
        path.curveTo(-1.25, -0.95, -1.25, 0.95, 0.35, 0.95);
        path.curveTo(-0.4, 0.5, -0.4, -0.5, 0.35, -0.95);
        path.closePath();
        return path;
    }
}
