/** What is written outside Java says the same as the contract in the schemas module. */
package io.pituning.contract;
