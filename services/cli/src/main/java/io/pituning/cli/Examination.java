package io.pituning.cli;

import com.sun.management.OperatingSystemMXBean;
import io.pituning.cli.street.Broker;
import io.pituning.cli.street.TopicState;
import io.pituning.cli.street.UserException;
import io.pituning.cli.street.WorkerClient;
import io.pituning.learning.LearningException;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.schemas.Topic;
import io.pituning.schemas.event.TaskRegistered;
import io.pituning.standalone.FreePort;
import io.pituning.standalone.StandaloneException;
import io.pituning.standalone.StandaloneSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What {@code pi doctor} looks at. */
final class Examination {
    private static final int OLDEST_JAVA = 17;
    private static final long GIB = 1L << 30;
    private static final long ENOUGH_MEMORY = 4 * GIB;
    private static final long ENOUGH_DISK = GIB;
    private static final int GPU_PATIENCE_SECONDS = 5;
    private static final String NO_GPU = "none; everything runs on the CPU";
    private static final String GPU_ADVICE =
            "It is used if the model line above shows a GPU. The library bundled with pi is for the CPU: see \"On a GPU\" in services/learning/README.md.";

    private final Broker broker;
    private final WorkerClient worker;
    private final URI workerAddress;

    Examination(Broker broker, WorkerClient worker, URI workerAddress) {
        this.broker = broker;
        this.worker = worker;
        this.workerAddress = workerAddress;
    }

    /**
     * One thing that was looked at.
     *
     * @param check what was looked at
     * @param found what it is like
     * @param advice what to do; empty when there is nothing to do
     */
    record Finding(Verdict verdict, String check, String found, String advice) {
        /** How a thing is. */
        enum Verdict {
            /** As it should be. */
            OK,
            /** It works so, but there is something to know. */
            NOTE,
            /** It will not work so. */
            WRONG
        }
    }

    /** {@return the findings, each looked for only when it is asked for: some take seconds} */
    Stream<Finding> all() {
        return Stream.<Supplier<Finding>>of(
                        Examination::java,
                        Examination::memory,
                        Examination::disk,
                        this::kafka,
                        Examination::port,
                        this::worker,
                        Examination::model,
                        Examination::gpu)
                .map(Supplier::get);
    }

    private static Finding java() {
        int version = Runtime.version().feature();
        return finding(
                version >= OLDEST_JAVA,
                "java",
                "Java " + version + " at " + System.getProperty("java.home"),
                "Install a JDK 17 or newer and set JAVA_HOME to it.");
    }

    private static Finding memory() {
        long bytes =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return finding(
                bytes >= ENOUGH_MEMORY,
                "memory",
                gib(bytes) + " for " + Runtime.getRuntime().availableProcessors() + " cores, "
                        + gib(Runtime.getRuntime().maxMemory()) + " of it at most for the Java heap",
                "The system needs about 4 GiB: use a machine or container with more.");
    }

    private static Finding disk() {
        Path home = StandaloneSettings.defaults().home();
        Path existing = home;
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            return finding(
                    free >= ENOUGH_DISK && Files.isWritable(existing),
                    "disk",
                    gib(free) + " free for " + home,
                    "Free 1 GiB, or choose another folder: pi up --home DIR.");
        } catch (IOException e) {
            return finding(false, "disk", home + " cannot be examined", "Choose another folder: pi up --home DIR.");
        }
    }

    private Finding kafka() {
        try {
            Map<Topic, TopicState> topics = broker.topicStates();
            List<String> faults = TopicState.faults(topics);
            if (!faults.isEmpty()) {
                return finding(
                        false,
                        "kafka",
                        broker.address() + " answers, but " + String.join("; ", faults),
                        "Make the topics match infra/topics.yaml.");
            }
            boolean told =
                    topics.values().stream().allMatch(topic -> topic.cleanup().isPresent());
            return finding(
                    true,
                    "kafka",
                    broker.address() + " answers and has all topics"
                            + (told ? "" : "; it does not show this user their cleanup.policy"),
                    "");
        } catch (UserException e) {
            return note("kafka", e.getMessage(), e.advice());
        }
    }

    private static Finding port() {
        try {
            FreePort.require(StandaloneSettings.DEFAULT_KAFKA_PORT);
            FreePort.require(StandaloneSettings.DEFAULT_HTTP_PORT);
            return finding(true, "ports", "9092 and 8080 are free for pi up", "");
        } catch (StandaloneException e) {
            return note(
                    "ports",
                    e.getMessage(),
                    "If that is not pi itself, choose other ports: pi up --port 0 --http-port 0 picks free ones.");
        }
    }

    private Finding worker() {
        try {
            return finding(
                    true,
                    "worker",
                    workerAddress + " serves " + worker.experts().size() + " experts",
                    "");
        } catch (UserException e) {
            return note("worker", e.getMessage(), e.advice());
        }
    }

    private static Finding model() {
        try (FoundationModel model = FoundationModel.load(TaskRegistered.DEFAULT_FOUNDATION)) {
            return finding(
                    true,
                    "model",
                    String.format(
                            Locale.ROOT,
                            "%s, %.1f million parameters, on %s, sha256 %s",
                            model.name(),
                            model.parameters() / 1e6,
                            model.device(),
                            model.sha256()),
                    "");
        } catch (LearningException e) {
            return finding(false, "model", e.getMessage(), e.advice());
        } catch (RuntimeException | LinkageError e) {
            return finding(
                    false,
                    "model",
                    "The tensor library does not start: " + e.getMessage(),
                    "It needs Linux on x86-64 with glibc 2.28 or newer.");
        }
    }

    private static Finding gpu() {
        try {
            Process process = new ProcessBuilder("nvidia-smi", "--query-gpu=name", "--format=csv,noheader")
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(GPU_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return note("gpu", "nvidia-smi does not answer", GPU_ADVICE);
            }
            String names = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0
                    ? note("gpu", names.lines().findFirst().orElse("one"), GPU_ADVICE)
                    : finding(true, "gpu", NO_GPU, "");
        } catch (IOException e) {
            return finding(true, "gpu", NO_GPU, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return finding(true, "gpu", "not checked", "");
        }
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB);
    }

    private static Finding finding(boolean good, String check, String found, String advice) {
        return new Finding(good ? Finding.Verdict.OK : Finding.Verdict.WRONG, check, found, good ? "" : advice);
    }

    private static Finding note(String check, String found, String advice) {
        return new Finding(Finding.Verdict.NOTE, check, found, advice);
    }
}
