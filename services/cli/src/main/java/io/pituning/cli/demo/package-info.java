/** The demonstration: a pool with plenty of data, newcomers with few examples, and what interpolation brought each. */
package io.pituning.cli.demo;
