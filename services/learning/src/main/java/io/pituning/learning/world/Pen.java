package io.pituning.learning.world;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Path2D;

/**
 * Writes signs from strokes on a grid of 5 columns and 7 rows.
 *
 * <p>Notation: strokes are separated by blanks; a stroke is a sequence of points, each two digits, column then row, row 0 on top. A leading
 * {@code ~} bends the stroke smoothly through its points, {@code @} also closes it. A hand, decided by a seed, varies width, slant, aspect and
 * the exact place of each point.
 */
final class Pen {
    private final double width;
    private final double slant;
    private final double aspect;
    private final double shake;
    private final Dice dice;
    private final int cap;

    Pen(long hand) {
        dice = Dice.of(hand, 7);
        width = dice.uniform(0.14, 0.38);
        slant = dice.uniform(-0.25, 0.25);
        aspect = dice.uniform(0.5, 0.75);
        shake = dice.chance(0.5) ? 0.02 : 0.07;
        cap = dice.chance(0.5) ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT;
    }

    Shape write(String strokes) {
        Path2D path = new Path2D.Double();
        for (String stroke : strokes.split(" ")) {
            boolean closed = stroke.startsWith("@");
            boolean smooth = closed || stroke.startsWith("~");
            double[][] points = points(smooth ? stroke.substring(1) : stroke);
            path.moveTo(points[0][0], points[0][1]);
            int segments = closed ? points.length : points.length - 1;
            for (int i = 0; i < segments; i++) {
                double[] end = points[(i + 1) % points.length];
                if (smooth) {
                    bend(path, points, i, closed);
                } else {
                    path.lineTo(end[0], end[1]);
                }
            }
        }
        return new BasicStroke((float) width, cap, BasicStroke.JOIN_ROUND).createStrokedShape(path);
    }

    private double[][] points(String stroke) {
        double[][] points = new double[stroke.length() / 2][2];
        for (int i = 0; i < points.length; i++) {
            double x = (stroke.charAt(2 * i) - '2') / 2.0 + dice.uniform(-shake, shake);
            double y = (stroke.charAt(2 * i + 1) - '3') / 3.0 + dice.uniform(-shake, shake);
            points[i][0] = x * aspect - y * slant;
            points[i][1] = y * 0.88;
        }
        return points;
    }

    /** One segment of a Catmull-Rom spline, as a Bézier curve. */
    private static void bend(Path2D path, double[][] points, int i, boolean closed) {
        int count = points.length;
        double[] before = points[closed ? (i + count - 1) % count : Math.max(0, i - 1)];
        double[] from = points[i];
        double[] to = points[(i + 1) % count];
        double[] after = points[closed ? (i + 2) % count : Math.min(count - 1, i + 2)];
        path.curveTo(
                from[0] + (to[0] - before[0]) / 6,
                from[1] + (to[1] - before[1]) / 6,
                to[0] - (after[0] - from[0]) / 6,
                to[1] - (after[1] - from[1]) / 6,
                to[0],
                to[1]);
    }
}
