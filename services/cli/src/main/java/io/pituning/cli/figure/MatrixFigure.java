package io.pituning.cli.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A matrix over tasks as coloured cells with their numbers, from white for the smallest to blue for the largest; the diagonal is left grey. */
public final class MatrixFigure {
    private static final int CELL = 34;
    private static final int FONT = 8;
    private static final int NUMBER_FONT = 7;
    private static final int MARGIN = 12;
    private static final int GAP = 8;
    private static final Color LOW = Color.WHITE;
    private static final Color HIGH = new Color(0x08306B);
    private static final Color DIAGONAL = new Color(0xDDDDDD);
    private static final double DARK = 0.55;

    private final List<String> tasks;
    private final double[][] matrix;
    private final double least;
    private final double most;
    private final int header;

    /**
     * The figure.
     *
     * @param tasks names, at least two
     * @param matrix (tasks, tasks)
     * @param order the numbers of the tasks from top to bottom and from left to right
     */
    public MatrixFigure(List<String> tasks, double[][] matrix, List<Integer> order) {
        this.tasks = order.stream().map(tasks::get).toList();
        this.matrix = order.stream()
                .map(i -> order.stream().mapToDouble(j -> matrix[i][j]).toArray())
                .toArray(double[][]::new);
        this.least = values().min().orElseThrow();
        this.most = values().max().orElseThrow();
        this.header = MARGIN
                + GAP
                + (int) Math.ceil(tasks.stream()
                        .mapToDouble(task -> StrokeFont.width(task, FONT))
                        .max()
                        .orElseThrow());
    }

    /** Writes the figure in the format that the file's name ends in, see {@link FigureFile}. */
    public void write(Path file) throws IOException {
        int side = header + tasks.size() * CELL + MARGIN;
        FigureFile.write(file, side, side, this::paint);
    }

    private DoubleStream values() {
        return IntStream.range(0, matrix.length).boxed().flatMapToDouble(i -> IntStream.range(0, matrix.length)
                .filter(j -> j != i)
                .mapToDouble(j -> matrix[i][j]));
    }

    private void paint(Graphics2D canvas) {
        for (int row = 0; row < tasks.size(); row++) {
            int top = header + row * CELL;
            canvas.setColor(Color.BLACK);
            String name = tasks.get(row);
            StrokeFont.draw(canvas, name, header - GAP - StrokeFont.width(name, FONT), top + (CELL - FONT) / 2.0, FONT);
            writeUpwards(canvas, name, header + row * CELL + (CELL - FONT) / 2.0, header - GAP);
            for (int column = 0; column < tasks.size(); column++) {
                cell(canvas, row, column, header + column * CELL, top);
            }
        }
    }

    private static void writeUpwards(Graphics2D canvas, String text, double left, double bottom) {
        AffineTransform upright = canvas.getTransform();
        canvas.translate(left, bottom);
        canvas.rotate(-Math.PI / 2);
        StrokeFont.draw(canvas, text, 0, 0, FONT);
        canvas.setTransform(upright);
    }

    private void cell(Graphics2D canvas, int row, int column, int left, int top) {
        double share = most > least ? (matrix[row][column] - least) / (most - least) : 0;
        canvas.setColor(row == column ? DIAGONAL : between(share));
        canvas.fill(new Rectangle2D.Double(left, top, CELL - 1, CELL - 1));
        if (row != column) {
            canvas.setColor(share > DARK ? Color.WHITE : Color.BLACK);
            String number = number(matrix[row][column]);
            StrokeFont.draw(
                    canvas,
                    number,
                    left + (CELL - StrokeFont.width(number, NUMBER_FONT)) / 2,
                    top + (CELL - NUMBER_FONT) / 2.0,
                    NUMBER_FONT);
        }
    }

    /** Two digits, without the zero before the point. */
    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceFirst("^(-?)0\\.", "$1.");
    }

    private static Color between(double share) {
        return new Color(
                mixed(LOW.getRed(), HIGH.getRed(), share),
                mixed(LOW.getGreen(), HIGH.getGreen(), share),
                mixed(LOW.getBlue(), HIGH.getBlue(), share));
    }

    private static int mixed(int low, int high, double share) {
        return (int) Math.round(low + share * (high - low));
    }
}
