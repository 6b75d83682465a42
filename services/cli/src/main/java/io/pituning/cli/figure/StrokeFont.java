package io.pituning.cli.figure;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Capital letters, digits and punctuation from straight strokes, because a machine without fontconfig or fonts cannot draw text in Java.
 *
 * <p>Small letters are written as capitals, signs it does not know as an empty box. All are equally wide: as wide, with the gap after them, as
 * they are high.
 */
final class StrokeFont {
    /** Line spacing, as a multiple of the size. */
    static final double LEADING = 1.75;

    private static final double ROWS = 6;
    private static final float THICKNESS = 0.14f;
    private static final String BOX = "0040460600";

    /** A sign, then its strokes, each a sequence of points: column 0 to 4, row 0 to 6 from the top. */
    private static final String STROKES = """
            A 062046 1434
            B 06003041423303 3344453606
            C 4130100105163645
            D 06003041453606
            E 40000646 0333
            F 400006 0333
            G 41301001051636454323
            H 0006 4046 0343
            I 1030 2026 1636
            J 4045361605
            K 0006 400346
            L 000646
            M 0600234046
            N 06004640
            O 103041453616050110
            P 06003041423303
            Q 103041453616050110 2446
            R 06003041423303 2346
            S 413010010213334445361605
            T 0040 2026
            U 000516364540
            V 002640
            W 0016233640
            X 0046 4006
            Y 002340 2326
            Z 00400646
            0 103041453616050110 3115
            1 112026 1636
            2 01103041420646
            3 01103041423323 334445361605
            4 36300444
            5 400003334445361605
            6 4130100105163645443303
            7 004016
            8 103041423313020110 1304051636454433
            9 4313020110304145361605
            - 1333
            . 2626
            , 2517
            : 2222 2525
            ; 2222 2517
            / 0640
            ? 0110304142232424 2626
            ! 2024 2626
            ' 2021
            " 1011 3031
            ( 30111536
            ) 10313516
            [ 30101636
            ] 10303616
            < 410345
            > 014305
            _ 0646
            + 2125 0343
            = 0242 0444
            % 0640 0010110100 3545463635
            ± 2024 0242 0646
            * 2125 0244 4204
            & 463112103002041636
            π 0040 1016 3036
            """;

    private static final Map<Character, List<String>> SIGNS = STROKES.lines()
            .collect(Collectors.toUnmodifiableMap(
                    line -> line.charAt(0), line -> List.of(line.substring(2).split(" "))));

    private StrokeFont() {}

    /** The width of a text, in the unit of its size. */
    static double width(String text, double size) {
        return text.length() * size;
    }

    /**
     * Draws a text in the present colour.
     *
     * @param left where it begins
     * @param top of its capitals
     * @param size height of its capitals
     */
    static void draw(Graphics2D graphics, String text, double left, double top, double size) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < text.length(); i++) {
            append(path, plain(text.charAt(i)), left + i * size, top, size / ROWS);
        }
        graphics.setStroke(
                new BasicStroke((float) Math.max(1, THICKNESS * size), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
    }

    /**
     * Cuts a text into lines at its blanks, a word that is too long anywhere.
     *
     * @param most signs in a line
     * @param lines at most; what does not fit is left out, and the last line ends in dots
     */
    static List<String> wrap(String text, int most, int lines) {
        List<String> wrapped = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty()) {
            int end = Math.min(most, rest.length());
            int blank = end < rest.length() ? rest.lastIndexOf(' ', end) : -1;
            String line = rest.substring(0, blank > 0 ? blank : end);
            wrapped.add(line);
            rest = rest.substring(line.length()).strip();
        }
        if (wrapped.size() > lines) {
            String last = wrapped.get(lines - 1);
            wrapped = new ArrayList<>(wrapped.subList(0, lines));
            wrapped.set(lines - 1, last.substring(0, Math.min(last.length(), most - 3)) + "...");
        }
        return wrapped;
    }

    private static void append(Path2D path, char sign, double left, double top, double unit) {
        if (sign == ' ') {
            return;
        }
        for (String stroke : SIGNS.getOrDefault(sign, List.of(BOX))) {
            for (int point = 0; point < stroke.length(); point += 2) {
                double x = left + unit * (stroke.charAt(point) - '0');
                double y = top + unit * (stroke.charAt(point + 1) - '0');
                if (point == 0) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
        }
    }

    private static char plain(char sign) {
        return switch (sign) {
            case '−', '–', '—' -> '-';
            case '’', '`' -> '\'';
            case 'π' -> sign;
            default -> String.valueOf(sign).toUpperCase(Locale.ROOT).charAt(0);
        };
    }
}
