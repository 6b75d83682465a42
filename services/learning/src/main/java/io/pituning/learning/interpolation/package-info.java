/** Interpolation: the experts of similar tasks mixed with a task's own, φ̄ = Σ softmax(α)ᵢ φᵢ, α and φ trained together. */
package io.pituning.learning.interpolation;
