/** The experiment command's tools: the tasks it is given, the kinds of expert, tables and plots of what it found. */
package io.pituning.cli.experiment;
