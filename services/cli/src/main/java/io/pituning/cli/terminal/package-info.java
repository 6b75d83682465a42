/** What a person sees while something runs, and tables. */
package io.pituning.cli.terminal;
