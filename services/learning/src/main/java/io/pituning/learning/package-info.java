/** The learning core: frozen backbones, experts, Fisher vectors, similarity and interpolation, without Kafka or Quarkus. */
package io.pituning.learning;
