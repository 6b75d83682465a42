/** The worker: loads tuned experts, proves that each has an effect, and answers predictions over HTTP. */
package io.pituning.worker;
