/** Pre-training of the foundation model that ships with the project, on the generated world. */
package io.pituning.learning.pretraining;
