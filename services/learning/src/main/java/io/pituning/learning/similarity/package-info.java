/** Task vectors (the diagonal Fisher information of a task's expert) and the similarity of tasks. */
package io.pituning.learning.similarity;
