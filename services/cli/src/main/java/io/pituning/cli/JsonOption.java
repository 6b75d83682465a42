package io.pituning.cli;

import picocli.CommandLine.Option;

/** Says that a script reads what is printed. */
final class JsonOption {
    @Option(names = "--json", description = "Print one JSON document.")
    private boolean wanted;

    boolean wanted() {
        return wanted;
    }
}
