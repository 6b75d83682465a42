/** The whole street, from a record that a person publishes to what others read, on a real broker and with the real services. */
package io.pituning.integration;
