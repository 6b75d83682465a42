/**
 * The numeric engine: many task vectors in half precision and columns, one of them compared with all others at memory speed.
 *
 * <p>Plain Java on primitive arrays; knows neither Kafka nor events. {@link io.pituning.graph.compare.VectorTable} compares with every
 * task, {@link io.pituning.graph.compare.Sketch} estimates which tasks are worth comparing with where there are too many for that.
 */
package io.pituning.graph.compare;
