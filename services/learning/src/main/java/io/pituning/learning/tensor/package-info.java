/**
 * The one tensor layer: all arithmetic of the learning core goes through {@link io.pituning.learning.tensor.Tensor}, so that the traps of
 * the native engine cannot be fallen into.
 *
 * <p>The engine (DJL's PyTorch) gives silently wrong gradients when a Java number takes part in an operation whose buffer the garbage
 * collector frees before the backward pass, aborts the process on bfloat16, leaks results of long-lived operands and allows one gradient
 * collector per process. Hence: numbers become native scalars, values from Java are copied into native memory, every value belongs to a
 * {@link io.pituning.learning.tensor.Scope}, and {@link io.pituning.learning.tensor.GradientTape} is the single fair lane for gradients.
 * Nothing outside this package may touch {@code ai.djl.ndarray}.
 */
package io.pituning.learning.tensor;
