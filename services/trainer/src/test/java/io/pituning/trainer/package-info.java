/** Tests of the trainer's own decisions; training itself is tested in the learning core. */
package io.pituning.trainer;
