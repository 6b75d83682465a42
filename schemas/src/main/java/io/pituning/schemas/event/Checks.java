package io.pituning.schemas.event;

/** Range checks the records share; JSON has no words for NaN and infinity. */
final class Checks {
    private static final double ROUNDING = 1e-5;

    private Checks() {}

    static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be a finite number, not " + value);
        }
        return value;
    }

    static double seconds(String name, double value) {
        if (finite(name, value) < 0) {
            throw new IllegalArgumentException(name + " must not be negative: " + value);
        }
        return value;
    }

    /** A number between 0 and 1; what floating point left just outside is brought back in. */
    static double share(String name, double value) {
        if (!(value >= -ROUNDING && value <= 1 + ROUNDING)) {
            throw new IllegalArgumentException(name + " must lie between 0 and 1: " + value);
        }
        return Math.min(1, Math.max(0, value));
    }

    static String text(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
        return value;
    }
}
