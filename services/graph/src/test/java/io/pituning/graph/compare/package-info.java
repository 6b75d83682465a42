/** Tests of the numeric engine, against the learning core's similarity. */
package io.pituning.graph.compare;
