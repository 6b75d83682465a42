/** Serving: predictions of experts, and the proof that a loaded expert has an effect. */
package io.pituning.learning.serving;
