/** Tests of what every service shares. */
package io.pituning.workflow;
