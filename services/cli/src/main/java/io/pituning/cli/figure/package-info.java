/** Figures that look the same on every machine: no display, and no font but the project's own strokes. */
package io.pituning.cli.figure;
