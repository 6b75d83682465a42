/** The graph: reads task vectors, keeps those of all tasks, writes each task with its nearest neighbors. */
package io.pituning.graph;
