/** The interpolator: reads task neighborhoods, interpolates and tunes experts, writes tuned experts. */
package io.pituning.interpolator;
