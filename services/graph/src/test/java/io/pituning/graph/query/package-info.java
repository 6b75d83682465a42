/** Tests of what the graph answers over HTTP, without HTTP. */
package io.pituning.graph.query;
