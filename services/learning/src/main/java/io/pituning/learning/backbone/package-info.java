/** Frozen foundation models: what a backbone computes, the batches it reads, the folders it is loaded from. */
package io.pituning.learning.backbone;
