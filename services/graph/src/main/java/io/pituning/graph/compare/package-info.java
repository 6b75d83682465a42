/**
 * The numeric engine: many task vectors in half precision and columns, one of them compared with all others at memory speed.
 *
 * <p>Plain Java on primitive arrays; knows neither Kafka nor events. {@link io.pituning.graph.compare.VectorTable} compares with every
 * task, {@link io.pituning.graph.compare.Sketch} proposes whom to compare with where tasks are too many for that.
 */
package io.pituning.graph.compare;
