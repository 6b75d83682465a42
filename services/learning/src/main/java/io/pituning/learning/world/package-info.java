/**
 * A generated world of small pictures and plain English: what the first foundation model is pre-trained on, and the {@code builtin:} data
 * sets. Everything here follows from a seed.
 */
package io.pituning.learning.world;
