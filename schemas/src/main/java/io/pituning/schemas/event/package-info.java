/**
 * The events of the system as immutable records: what each Kafka topic carries.
 *
 * <p>Optional fields are {@link java.util.Optional} and are left out of the JSON when empty. No component is ever {@code null}.
 */
package io.pituning.schemas.event;
