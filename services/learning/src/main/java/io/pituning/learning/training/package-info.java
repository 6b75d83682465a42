/** Training: loss, optimizer, the training loop, evaluation by scoring the label set. */
package io.pituning.learning.training;
