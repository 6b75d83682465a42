package io.pituning.cli.demo;

import io.pituning.cli.street.WorkerClient;
import io.pituning.cli.terminal.Numbers;
import io.pituning.learning.data.DataSet;
import io.pituning.learning.data.DataSets;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.Modality;
import io.pituning.learning.data.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Puts examples that no expert has learned from to the worker: one of a newcomer of each modality. */
public final class Questions {
    private final DemoPlan plan;
    private final WorkerClient worker;

    public Questions(DemoPlan plan, WorkerClient worker) {
        this.plan = plan;
        this.worker = worker;
    }

    /**
     * {@return question and answer, a line each}
     *
     * @throws io.pituning.cli.street.UserException when the worker does not answer
     */
    public List<String> ask() {
        Map<Modality, DemoTask> one = new HashMap<>();
        plan.newcomers().forEach(task -> one.putIfAbsent(task.modality(), task));
        DataSets dataSets = new DataSets(plan.dataRoots());
        List<String> lines = new ArrayList<>();
        for (DemoTask task : plan.newcomers()) {
            if (one.containsValue(task)) {
                DataSet dataSet = dataSets.open(task.registration().dataset());
                dataSet.test().stream().findFirst().ifPresent(example -> lines.add(ask(task, example)));
            }
        }
        return lines;
    }

    private String ask(DemoTask task, Example example) {
        WorkerClient.Answer answer = worker.predict(
                task.name(),
                Optional.of(example.text()).filter(text -> !text.isEmpty()),
                example.picture().map(Questions::png));
        return String.format(
                Locale.ROOT,
                "  %s: %s → %s (%s %%), correct: %s",
                task.name(),
                (example.picture().isPresent() ? "picture " : "")
                        + (example.text().isEmpty() ? "" : '"' + example.text() + '"'),
                answer.label(),
                Numbers.percent(answer.probabilities().getOrDefault(answer.label(), 0.0)),
                example.target());
    }

    private static byte[] png(Picture picture) {
        BufferedImage image = picture.read();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory can be written", e);
        }
        return bytes.toByteArray();
    }
}
