/** Foundation models: backbone, weights and tokenizer as loaded from a model folder. */
package io.pituning.learning.foundation;
