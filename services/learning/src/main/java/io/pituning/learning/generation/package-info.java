/** Generation: answers token by token, by greedy and beam search over cached keys and values, free or constrained. */
package io.pituning.learning.generation;
