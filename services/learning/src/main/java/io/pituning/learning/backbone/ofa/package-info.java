/**
 * OFA: the unified vision-language encoder-decoder that π-Tuning was published on.
 *
 * <p>Source of the architecture: "OFA: Unifying Architectures, Tasks, and Modalities Through a Simple Sequence-to-Sequence Learning
 * Framework" (ICML 2022). Tensor names are the reference implementation's.
 */
package io.pituning.learning.backbone.ofa;
