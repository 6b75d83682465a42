package io.pituning.harness;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The packaged {@code pi} command, in a process of its own. */
public final class PiCommand {
    static final Path JAR = Path.of("../services/cli/target/quarkus-app/quarkus-run.jar");

    private PiCommand() {}

    /**
     * Runs a command to its end.
     *
     * @param folder where a file with what it prints is put
     * @return what it printed, and its exit code in the last line
     */
    public static String run(Path folder, Map<String, String> environment, String... arguments) {
        Path output = folder.resolve("pi-" + System.nanoTime() + ".txt");
        JavaProcess command = JavaProcess.start(JAR, List.of(arguments), List.of(), Map.of(), environment, output);
        int code = command.awaitExit();
        return String.join("\n", command.lines()) + "\nexit " + code;
    }
}
