/** Experts: small sets of tensors that change what a frozen backbone computes, and how they are stored and mixed. */
package io.pituning.learning.expert;
