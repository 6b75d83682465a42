/**
 * The contract of the system: which topic carries which event, how events look on the wire, and what is wrong with one that does not fit.
 *
 * <p>Start at {@link io.pituning.schemas.Topic} and {@link io.pituning.schemas.EventCodec}.
 */
package io.pituning.schemas;
