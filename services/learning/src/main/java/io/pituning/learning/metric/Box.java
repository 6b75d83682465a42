package io.pituning.learning.metric;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A rectangle in a picture, in whatever unit its text counts.
 *
 * @param left x0
 * @param top y0
 * @param right x1, greater than x0
 * @param bottom y1, greater than y0
 */
record Box(long left, long top, long right, long bottom) {
    /** Also takes a fraction as one number, so that it is not read as two. Up to nine digits: more is no place in a picture. */
    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)-?\\d+(?:\\.\\d+)?");

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,9}");

    /**
     * The box that a text names by exactly four integers, x0 y0 x1 y1: location tokens ({@code <bin_12>}) or plain numbers, with anything
     * between and around them.
     *
     * @return nothing if there are fewer or more numbers, or they enclose no area
     */
    static Optional<Box> in(String text) {
        List<String> numbers =
                NUMBER.matcher(text).results().map(MatchResult::group).toList();
        if (numbers.size() != 4
                || !numbers.stream().allMatch(number -> INTEGER.matcher(number).matches())) {
            return Optional.empty();
        }
        List<Long> corners = numbers.stream().map(Long::valueOf).toList();
        return Optional.of(new Box(corners.get(0), corners.get(1), corners.get(2), corners.get(3)))
                .filter(box -> box.left < box.right && box.top < box.bottom);
    }

    /** Area of the intersection over area of the union, 0 to 1. */
    double overlap(Box other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        double common = Math.max(0, width) * Math.max(0, height);
        return common / (area() + other.area() - common);
    }

    private double area() {
        return (double) (right - left) * (bottom - top);
    }
}
