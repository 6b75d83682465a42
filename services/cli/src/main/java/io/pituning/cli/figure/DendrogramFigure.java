package io.pituning.cli.figure;

import io.pituning.learning.experiment.Dendrogram;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A dendrogram lying on its side: tasks on the left, joins at their distance to the right, below it the scale, which does not begin at 0. */
public final class DendrogramFigure {
    private static final int ROW = 22;
    private static final int FONT = 8;
    private static final int MARGIN = 12;
    private static final int GAP = 8;
    private static final int SPAN = 480;
    private static final int TICKS = 4;
    private static final Color LINES = new Color(0x08306B);
    private static final Color GRID = new Color(0xDDDDDD);
    private static final float WIDTH = 1.6f;

    /** Where the scale begins, as a share of the smallest distance: joins lie close together, far from 0. */
    private static final double BEFORE_FIRST = 0.9;

    private final List<String> tasks;
    private final Dendrogram root;
    private final List<Integer> order;
    private final double left;
    private final double nearest;

    /**
     * The figure.
     *
     * @param tasks names, at least one
     * @param root of these tasks
     */
    public DendrogramFigure(List<String> tasks, Dendrogram root) {
        this.tasks = List.copyOf(tasks);
        this.root = root;
        this.order = root.leaves();
        this.nearest = BEFORE_FIRST * nearest(root);
        this.left = MARGIN
                + GAP
                + tasks.stream()
                        .mapToDouble(task -> StrokeFont.width(task, FONT))
                        .max()
                        .orElseThrow();
    }

    /** Writes the figure in the format that the file's name ends in, see {@link FigureFile}. */
    public void write(Path file) throws IOException {
        int width = (int) Math.ceil(left + SPAN) + 3 * MARGIN;
        int height = 2 * MARGIN + (order.size() + 1) * ROW;
        FigureFile.write(file, width, height, this::paint);
    }

    private void paint(Graphics2D canvas) {
        scale(canvas);
        canvas.setColor(Color.BLACK);
        for (int row = 0; row < order.size(); row++) {
            String name = tasks.get(order.get(row));
            StrokeFont.draw(canvas, name, left - GAP - StrokeFont.width(name, FONT), middle(row) - FONT / 2.0, FONT);
        }
        canvas.setColor(LINES);
        canvas.setStroke(new BasicStroke(WIDTH));
        join(canvas, root);
    }

    /** Draws a cluster's joins; gives the height in the picture where it goes on. */
    private double join(Graphics2D canvas, Dendrogram cluster) {
        if (cluster instanceof Dendrogram.Join join) {
            double x = x(join.height());
            double upper = join(canvas, join.left());
            double lower = join(canvas, join.right());
            canvas.draw(new Line2D.Double(x(join.left().height()), upper, x, upper));
            canvas.draw(new Line2D.Double(x(join.right().height()), lower, x, lower));
            canvas.draw(new Line2D.Double(x, upper, x, lower));
            return (upper + lower) / 2;
        }
        return middle(order.indexOf(cluster.leaves().get(0)));
    }

    private void scale(Graphics2D canvas) {
        double bottom = MARGIN + order.size() * ROW;
        for (int tick = 0; tick <= TICKS; tick++) {
            double distance = nearest + (root.height() - nearest) * tick / TICKS;
            String number = String.format(Locale.ROOT, "%.2f", distance);
            canvas.setColor(GRID);
            canvas.setStroke(new BasicStroke(1));
            canvas.draw(new Line2D.Double(x(distance), MARGIN, x(distance), bottom));
            canvas.setColor(Color.BLACK);
            StrokeFont.draw(canvas, number, x(distance) - StrokeFont.width(number, FONT) / 2, bottom + GAP, FONT);
        }
    }

    private double x(double distance) {
        double span = root.height() - nearest;
        return left + (span > 0 ? SPAN * Math.max(0, distance - nearest) / span : 0);
    }

    private static double nearest(Dendrogram cluster) {
        return cluster instanceof Dendrogram.Join join
                ? Stream.of(join.left(), join.right())
                        .filter(part -> part instanceof Dendrogram.Join)
                        .mapToDouble(DendrogramFigure::nearest)
                        .reduce(join.height(), Math::min)
                : 0;
    }

    private static double middle(int row) {
        return MARGIN + (row + 0.5) * ROW;
    }
}
