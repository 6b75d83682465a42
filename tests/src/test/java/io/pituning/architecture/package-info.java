/** What the modules may depend on, and what every package owes its reader. */
package io.pituning.architecture;
