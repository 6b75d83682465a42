/** The {@code pi} command. */
package io.pituning.cli;
