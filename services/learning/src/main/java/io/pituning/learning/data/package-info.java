/** Data sets as the learning core sees them: examples, splits, the folder form and the references that open them. */
package io.pituning.learning.data;
