/** Figures that look the same on every machine: nothing here needs a display or a font. */
package io.pituning.cli.figure;
