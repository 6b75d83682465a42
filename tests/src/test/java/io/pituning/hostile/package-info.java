/** Records, data sets and artifacts that somebody made to break the system, out of a seeded random number generator. */
package io.pituning.hostile;
