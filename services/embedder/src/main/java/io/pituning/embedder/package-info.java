/** The embedder: reads trained experts, computes their Fisher vectors, writes task vectors. */
package io.pituning.embedder;
