package io.pituning.graph;

/**
 * A straight line through points, by least squares.
 *
 * @param intercept its height at 0
 * @param slope its rise per unit
 * @param deviation root mean square of the points' vertical distances from it
 */
record LineFit(double intercept, double slope, double deviation) {
    /**
     * The line through the points (x, y).
     *
     * @param x shape {@code [points]}
     * @param y shape {@code [points]}, at least one
     */
    static LineFit through(double[] x, double[] y) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            meanX += x[i] / x.length;
            meanY += y[i] / x.length;
        }
        double squares = 0;
        double products = 0;
        for (int i = 0; i < x.length; i++) {
            squares += (x[i] - meanX) * (x[i] - meanX);
            products += (x[i] - meanX) * (y[i] - meanY);
        }
        double slope = squares == 0 ? 0 : products / squares;
        double intercept = meanY - slope * meanX;
        double residuals = 0;
        for (int i = 0; i < x.length; i++) {
            double residual = y[i] - intercept - slope * x[i];
            residuals += residual * residual;
        }
        return new LineFit(intercept, slope, Math.sqrt(residuals / x.length));
    }

    /** {@return the line's height at x, raised by this many deviations} */
    double above(double x, double deviations) {
        return intercept + slope * x + deviations * deviation;
    }
}
