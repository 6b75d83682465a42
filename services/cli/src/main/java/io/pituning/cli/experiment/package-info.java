/** What an experiment found: tables, plots and JSON documents. */
package io.pituning.cli.experiment;
