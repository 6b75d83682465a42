/** Experiments: each task in turn is the target, the others are its pool; what interpolation brings, with repeats. */
package io.pituning.learning.experiment;
