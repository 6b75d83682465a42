package io.pituning.cli.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pictures in rows, each with a caption below. */
public final class ContactSheet {
    private static final int SIDE = 192;
    private static final int GAP = 12;
    private static final int FONT = 8;
    private static final int SIGNS = SIDE / FONT;
    private static final int LINES = 5;
    private static final float BOX_WIDTH = 2f;
    private static final Color BOX = new Color(0xE6007E);

    /**
     * A picture with its caption.
     *
     * @param box a part of the picture to point at, as shares of its width and height
     * @param caption each line of it is wrapped, and cut to a few
     */
    public record Cell(BufferedImage picture, Optional<Rectangle2D> box, String caption) {}

    private ContactSheet() {}

    /**
     * Draws the sheet.
     *
     * @param cells at least one
     * @param columns at least one
     */
    public static BufferedImage draw(List<Cell> cells, int columns) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int from = 0; from < cells.size(); from += columns) {
            rows.add(cells.subList(from, Math.min(cells.size(), from + columns)));
        }
        int height = GAP + rows.stream().mapToInt(ContactSheet::height).sum();
        int width = GAP + Math.min(columns, cells.size()) * (SIDE + GAP);
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        int top = GAP;
        for (List<Cell> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                draw(graphics, row.get(column), GAP + column * (SIDE + GAP), top);
            }
            top += height(row);
        }
        graphics.dispose();
        return sheet;
    }

    private static List<String> lines(Cell cell) {
        return cell.caption()
                .lines()
                .flatMap(paragraph -> StrokeFont.wrap(paragraph, SIGNS, LINES).stream())
                .toList();
    }

    private static int height(List<Cell> row) {
        int lines = row.stream().mapToInt(cell -> lines(cell).size()).max().orElse(0);
        return SIDE + (int) Math.ceil(lines * FONT * StrokeFont.LEADING) + 2 * GAP;
    }

    private static void draw(Graphics2D graphics, Cell cell, int left, int top) {
        BufferedImage picture = cell.picture();
        double scale = (double) SIDE / Math.max(picture.getWidth(), picture.getHeight());
        int width = Math.max(1, (int) Math.round(scale * picture.getWidth()));
        int height = Math.max(1, (int) Math.round(scale * picture.getHeight()));
        // Small pictures are shown as the model sees them, pixel by pixel.
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                scale >= 1
                        ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                        : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, left, top, width, height, null);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        cell.box().ifPresent(box -> {
            graphics.setColor(BOX);
            graphics.setStroke(new BasicStroke(BOX_WIDTH));
            graphics.draw(new Rectangle2D.Double(
                    left + box.getX() * width,
                    top + box.getY() * height,
                    box.getWidth() * width,
                    box.getHeight() * height));
        });
        graphics.setColor(Color.BLACK);
        double line = top + SIDE + GAP / 2.0;
        for (String text : lines(cell)) {
            StrokeFont.draw(graphics, text, left, line, FONT);
            line += FONT * StrokeFont.LEADING;
        }
    }
}
