/** All services of the system in one JVM: an embedded Kafka broker and the order in which everything starts and stops. */
package io.pituning.standalone;
