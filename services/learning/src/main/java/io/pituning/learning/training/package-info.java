/** Training: loss, optimizer, the training loop, evaluation by scoring the label set or by generating. */
package io.pituning.learning.training;
