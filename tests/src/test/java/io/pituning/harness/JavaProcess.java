package io.pituning.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Java application in a process of its own, with the settings that the {@code pi} launcher gives it. */
final class JavaProcess implements AutoCloseable {
    /** Compiled quickly rather than well: for what is started often and does little. */
    static final List<String> COMPILED_QUICKLY = List.of("-XX:TieredStopAtLevel=1");

    private static final Duration TO_STOP = Duration.ofSeconds(30);
    private static final Duration TO_END = Duration.ofMinutes(5);
    private static final int FIRST_JAVA_THAT_WARNS = 24;
    private static final int TAIL = 4000;

    private final Process process;
    private final Path output;

    private JavaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts {@code java -jar}.
     *
     * @param properties system properties for it
     * @param output file that takes what the process writes, both streams
     */
    static JavaProcess start(Path jar, List<String> arguments, Map<String, String> properties, Path output) {
        return start(jar, arguments, List.of(), properties, Map.of(), output);
    }

    /** As {@link #start(Path, List, Map, Path)}, with further options of the Java command and environment variables. */
    static JavaProcess start(
            Path jar,
            List<String> arguments,
            List<String> more,
            Map<String, String> properties,
            Map<String, String> environment,
            Path output) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    jar.toAbsolutePath().normalize() + " is not built yet: run ./mvnw verify, which builds it before.");
        }
        List<String> command = new ArrayList<>(options());
        command.addAll(more);
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return start(command, environment, output);
    }

    /** Starts a class of the tests, with further options of the Java command. */
    static JavaProcess startClass(Class<?> program, List<String> arguments, List<String> more, Path output) {
        List<String> command = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseSerialGC"));
        command.addAll(more);
        command.addAll(List.of(
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(arguments);
        return start(command, Map.of(), output);
    }

    private static JavaProcess start(List<String> arguments, Map<String, String> environment, Path output) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        // Two arenas, as the launcher sets it: the tensor library's threads otherwise keep much freed memory to
        // themselves.
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        builder.environment().putIfAbsent("MALLOC_TRIM_THRESHOLD_", "536870912");
        builder.environment().putIfAbsent("MALLOC_MMAP_THRESHOLD_", "33554432");
        builder.environment().putIfAbsent("GOMP_SPINCOUNT", "1000");
        builder.environment().putIfAbsent("ONEDNN_MAX_CPU_ISA", "AVX2");
        builder.environment().putIfAbsent("NVIDIA_TF32_OVERRIDE", "0");
        builder.environment().putAll(environment);
        try {
            return new JavaProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("A Java process could not be started", e);
        }
    }

    private static List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx2g",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-DOPT_OUT_TRACKING=true",
                "-Dai.djl.pytorch.num_interop_threads=1"));
        if (Runtime.version().feature() >= FIRST_JAVA_THAT_WARNS) {
            options.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        // What was said to this process about the tensor library (its threads) holds for the system under test.
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("ai.djl.") || name.equals("DJL_CACHE_DIR"))
                .forEach(name -> options.add("-D" + name + "=" + System.getProperty(name)));
        return options;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Ends it as {@code kill -9} does; returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Sends a signal. */
    void signal(String name) {
        run("kill", "-" + name, Long.toString(process.pid()));
    }

    private static void run(String... command) {
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a signal was sent", e);
        }
    }

    /** Asks it to stop (SIGTERM), and ends it if it does not. */
    @Override
    public void close() {
        process.destroy();
        if (!awaitEnd()) {
            kill();
        }
    }

    /** {@return its exit code, when it has ended by itself} */
    int awaitExit() {
        try {
            if (!process.waitFor(TO_END.toSeconds(), TimeUnit.SECONDS)) {
                kill();
                throw new IllegalStateException("The process did not end:\n" + tail());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process was running", e);
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process was stopping", e);
        }
    }

    /** Bytes on its heap that are in use after a garbage collection, as the JDK's tool counts them. */
    long liveHeap() {
        String histogram = jcmd("GC.class_histogram");
        String total = histogram.lines().reduce("", (before, line) -> line.startsWith("Total") ? line : before);
        return Long.parseLong(total.trim().split("\\s+")[2]);
    }

    private String jcmd(String command) {
        try {
            Process tool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(process.pid()),
                            command)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (tool.waitFor() != 0) {
                throw new IllegalStateException("jcmd failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("jcmd cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a heap was counted", e);
        }
    }

    /** The lines it has written so far. */
    List<String> lines() {
        try (Stream<String> lines = Files.lines(output)) {
            return lines.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of what it has written, for a message about what went wrong. */
    String tail() {
        String all = String.join("\n", lines());
        return all.substring(Math.max(0, all.length() - TAIL));
    }

    /** Waits until {@code ready}; fails at once, with what it wrote, when the process ends before. */
    void await(String what, Duration patience, BooleanSupplier ready) {
        Awaitility.await(what)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> {
                    if (!alive()) {
                        throw new IllegalStateException("The process ended before it was " + what + ":\n" + tail());
                    }
                })
                .until(ready::getAsBoolean);
    }
}
