/** Answers questions about the graph over HTTP: reads what the shards have stored, on this instance and on the others, and changes nothing. */
package io.pituning.graph.query;
