/** Frozen backbones as functions: what they compute, the batches they read, the places where experts attach. */
package io.pituning.learning.backbone;
