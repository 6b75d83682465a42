/** The data sets that commands are given. */
package io.pituning.cli.data;
