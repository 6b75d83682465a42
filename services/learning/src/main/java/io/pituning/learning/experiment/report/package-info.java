/** What an experiment's runs say: means with confidence intervals, paired differences, and the table that shows them. */
package io.pituning.learning.experiment.report;
