package io.pituning.learning.world;

import java.util.List;

/** How the two threads of a fabric cross. */
enum Weave {
    WAVES {
        @Override
        boolean first(double x, double y) {
            return part(y + 0.25 * Math.sin(2 * Math.PI * x)) < 0.5;
        }
    },
    RINGS {
        @Override
        boolean first(double x, double y) {
            return part(Math.hypot(part(x) - 0.5, part(y) - 0.5) * 2) < 0.55;
        }
    },
    ZIGZAG {
        @Override
        boolean first(double x, double y) {
            return part(y + Math.abs(part(x) - 0.5)) < 0.5;
        }
    },
    NET {
        @Override
        boolean first(double x, double y) {
            return part(x + y) < 0.28 || part(x - y) < 0.28;
        }
    },
    BRICKS {
        @Override
        boolean first(double x, double y) {
            double shift = part(y / 2) < 0.5 ? 0 : 0.5;
            return part(y) < 0.22 || part(x / 1.6 + shift) < 0.12;
        }
    },
    CONFETTI {
        @Override
        boolean first(double x, double y) {
            long cell = (long) Math.floor(2.2 * x) * 7919 + (long) Math.floor(2.2 * y);
            return (Dice.mixed(cell) & 3) == 0;
        }
    };

    static final List<Weave> ALL = List.of(values());

    /** Which of the two threads is on top; the pattern repeats about once a unit. */
    abstract boolean first(double x, double y);

    private static double part(double value) {
        return value - Math.floor(value);
    }
}
