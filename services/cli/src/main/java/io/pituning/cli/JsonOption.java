package io.pituning.cli;

import picocli.CommandLine.Option;

/** Says that a script reads what is printed. */
final class JsonOption {
    @Option(names = "--json", description = "Print the output as one JSON document.")
    private boolean wanted;

    boolean wanted() {
        return wanted;
    }
}
