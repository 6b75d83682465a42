package io.pituning.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in plain text: columns as wide as their widest cell, numbers to the right. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** @param headings one for each column */
    public TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException when it has not as many cells as there are headings
     */
    public TextTable row(List<String> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException("a row of " + cells.size() + " cells does not fit the table");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** As {@link #row(List)}. */
    public TextTable row(String... cells) {
        return row(List.of(cells));
    }

    /** {@return whether it has no row below the headings} */
    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /** {@return the table, a line a row, the headings underlined} */
    public List<String> lines() {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        boolean[] numbers = new boolean[widths.length];
        for (int column = 0; column < widths.length; column++) {
            numbers[column] = isNumeric(column);
        }
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(line(row, widths, numbers)));
        lines.add(1, "-".repeat(lines.stream().mapToInt(String::length).max().orElse(0)));
        return lines;
    }

    private boolean isNumeric(int column) {
        return !isEmpty()
                && rows.stream()
                        .skip(1)
                        .map(row -> row.get(column))
                        .allMatch(cell -> cell.matches("[+-]?[0-9.,]*( [%a-z]{1,2})?|-"));
    }

    private static String line(List<String> row, int[] widths, boolean[] numbers) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> {
                    String space = " ".repeat(widths[column] - row.get(column).length());
                    return numbers[column] ? space + row.get(column) : row.get(column) + space;
                })
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }
}
