package io.pituning.benchmarks;

import io.pituning.learning.training.ExpertTrainer;
import io.pituning.learning.training.TaskData;
import io.pituning.learning.training.TrainingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** By how much 1,000 training steps make the process grow, divided by the 50 MB they may. Linux only. */
final class MemoryFlat implements Benchmark {
    private static final double ALLOWED_MEGABYTES = 50;
    private static final double GOAL = 1;
    private static final long WARM = 100;
    private static final long END = 1100;
    private static final int EPOCHS = 44;
    private static final double KILOBYTES_PER_MEGABYTE = 1024;

    @Override
    public Measurement measure() {
        TrainingSettings settings = TrainingSettings.defaults()
                .withEpochs(EPOCHS)
                .withBatchSize(Workbench.BATCH)
                .withPatience(EPOCHS);
        Map<Long, Double> resident = new ConcurrentHashMap<>();
        try (Workbench bench = new Workbench();
                TaskData data = TaskData.prepare(bench.model(), bench.task())) {
            var trainer = new ExpertTrainer(bench.model(), settings, (what, done, total) -> {
                if (done % WARM == 0) {
                    resident.put(done, residentMegabytes());
                }
            });
            trainer.train(bench.method(), data).expert().close();
        }
        if (!resident.containsKey(END)) {
            throw new IllegalStateException("The training ended before step " + END + ".");
        }
        double growth = resident.get(END) - resident.get(WARM);
        double most = resident.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElseThrow()
                - resident.get(WARM);
        return new Measurement(
                List.of(Math.max(0, growth) / ALLOWED_MEGABYTES),
                GOAL,
                Measurement.Better.AT_MOST,
                "growth of the resident set over steps %d to %d / %.0f MB; from %.0f MB by %.1f MB, in between by at most %.1f MB"
                        .formatted(WARM, END, ALLOWED_MEGABYTES, resident.get(WARM), growth, most));
    }

    private static double residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / KILOBYTES_PER_MEGABYTE)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("Only Linux tells a process's memory in /proc/self/status", e);
        }
    }
}
