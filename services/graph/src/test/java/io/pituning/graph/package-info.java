/** Tests of the graph's stream, through its topics. */
package io.pituning.graph;
