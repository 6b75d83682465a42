/**
 * What every service shares: the artifact store, running a step once, telling failures and progress, and the way records leave.
 *
 * <p>Knows the contract (schemas) and no learning.
 */
package io.pituning.workflow;
