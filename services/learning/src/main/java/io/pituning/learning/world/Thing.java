package io.pituning.learning.world;

import java.awt.Shape;
import java.awt.geom.AffineTransform;

/**
 * One thing as it stands in a picture.
 *
 * @param wish what it was meant to be
 * @param rgb its exact color, 0xRRGGBB
 * @param x horizontal center in pixels
 * @param y vertical center in pixels, downwards
 * @param radius of the circle around it, in pixels
 * @param turn rotation in radians
 * @param variation bits that decide harmless differences
 */
record Thing(Wish wish, int rgb, double x, double y, double radius, double turn, long variation) {

    /** Its outline in the picture, in pixels. */
    Shape outline() {
        AffineTransform transform = AffineTransform.getTranslateInstance(x, y);
        transform.rotate(turn);
        transform.scale(radius, radius);
        return transform.createTransformedShape(wish.kind().outline(variation));
    }
}
