/** Tests of the interpolator's own decisions; interpolation itself is tested in the learning core. */
package io.pituning.interpolator;
