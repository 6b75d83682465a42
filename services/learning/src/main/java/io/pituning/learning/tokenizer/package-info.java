/** Text to token numbers and back: the tokenizer of a model folder, and the trainer that makes one. */
package io.pituning.learning.tokenizer;
