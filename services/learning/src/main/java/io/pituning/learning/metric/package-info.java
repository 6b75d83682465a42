/** Metrics: how good the answers to a task are, as one number. */
package io.pituning.learning.metric;
