/** The user's side of the street: talking to the broker and to a worker. */
package io.pituning.cli.street;
