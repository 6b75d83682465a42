/**
 * T5: a text-to-text encoder-decoder with relative positions, root-mean-square norms and no biases.
 *
 * <p>Source of the architecture: "Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer" (JMLR 2020); gated
 * feed-forward layers and the untied output of T5 1.1: "GLU Variants Improve Transformer" (2020) and the notes to the released checkpoints.
 * Tensor names are those of Hugging Face's {@code T5ForConditionalGeneration}.
 */
package io.pituning.learning.backbone.t5;
