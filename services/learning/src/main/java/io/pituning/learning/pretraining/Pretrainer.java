package io.pituning.learning.pretraining;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pituning.learning.backbone.Batch;
import io.pituning.learning.backbone.Patches;
import io.pituning.learning.backbone.ofa.OfaBackbone;
import io.pituning.learning.backbone.ofa.OfaConfig;
import io.pituning.learning.backbone.ofa.OfaLayout;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.tensor.GradientTape;
import io.pituning.learning.tensor.NamedTensors;
import io.pituning.learning.tensor.Safetensors;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.tensor.Tensor;
import io.pituning.learning.tensor.TensorLayout;
import io.pituning.learning.tokenizer.BytePairTrainer;
import io.pituning.learning.tokenizer.TextTokenizer;
import io.pituning.learning.training.AdamW;
import io.pituning.learning.training.LearningRate;
import io.pituning.learning.training.ProgressListener;
import io.pituning.learning.training.SequenceLoss;
import io.pituning.learning.world.PretrainingCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Pre-trains an OFA model from nothing on the generated world and writes it as a model folder.
 *
 * <p>Reproducible: everything follows from the settings. Resumable: a run over a folder with a checkpoint goes on from it.
 */
public final class Pretrainer {
    private static final long LOG_EVERY = 100;
    private static final int TOKENIZER_EXAMPLES = 40_000;

    private final OfaConfig config;
    private final PretrainingSettings settings;
    private final Path folder;
    private final ProgressListener listener;
    private final TensorLayout layout;
    private final TensorLayout statisticsLayout;

    /**
     * @param config sizes of the model; its vocabulary size bounds the tokenizer
     * @param folder where model, checkpoint and log go
     */
    public Pretrainer(OfaConfig config, PretrainingSettings settings, Path folder, ProgressListener listener) {
        this.config = config;
        this.settings = settings;
        this.folder = folder;
        this.listener = listener;
        this.layout = OfaLayout.trainable(config);
        this.statisticsLayout = OfaLayout.statistics(config);
    }

    /**
     * Trains up to the last step and writes {@code config.json}, {@code tokenizer.json}, {@code model.safetensors} (half precision) and
     * {@code log.csv}.
     */
    public void run() throws IOException {
        Files.createDirectories(folder);
        Path tokenizerFile = folder.resolve("tokenizer.json");
        if (!Files.exists(tokenizerFile)) {
            new BytePairTrainer(config.vocabularySize())
                    .train(PretrainingCorpus.texts(TOKENIZER_EXAMPLES, settings.seed()), tokenizerFile);
        }
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("config.json").toFile(), config);
        try (TextTokenizer tokenizer = TextTokenizer.read(tokenizerFile)) {
            train(tokenizer);
        }
    }

    private void train(TextTokenizer tokenizer) throws IOException {
        Path file = folder.resolve("checkpoint.safetensors");
        Optional<Checkpoint> resumed = Checkpoint.read(file);
        long first = resumed.map(Checkpoint::step).orElse(0L);
        Tensor parameters = resumed.map(c -> c.tensors().get("parameters"))
                .orElseGet(() -> Tensor.of(StartValues.of(layout, settings.seed()), layout.elements()));
        NamedTensors statistics = resumed.map(c -> c.tensors().get("statistics"))
                .map(flat -> statisticsLayout.cut(flat).copy())
                .orElseGet(this::startStatistics);
        LearningRate rate = LearningRate.cosine(
                settings.learningRate(), settings.learningRate() / 50, settings.warmup(), settings.steps());
        double[] losses = new double[2];
        try (PretrainingBatches batches = new PretrainingBatches(tokenizer, settings, config);
                AdamW optimizer = resumed.map(c -> new AdamW(
                                parameters,
                                settings.weightDecay(),
                                c.tensors().get("mean"),
                                c.tensors().get("variance"),
                                first))
                        .orElseGet(() -> new AdamW(parameters, settings.weightDecay()))) {
            for (long step = first; step < settings.steps(); step++) {
                try (Scope scope = Scope.open()) {
                    double loss = step(parameters, statistics, optimizer, batches.take(step), rate.at(step));
                    int kind = (int) (step % 2);
                    losses[kind] = losses[kind] == 0 ? loss : 0.98 * losses[kind] + 0.02 * loss;
                }
                long done = step + 1;
                listener.progress(
                        String.format(Locale.ROOT, "loss pictures %.3f text %.3f", losses[0], losses[1]),
                        done,
                        settings.steps());
                if (done % LOG_EVERY == 0) {
                    log(done, losses, rate.at(step));
                }
                if (done % settings.checkpointEvery() == 0 || done == settings.steps()) {
                    try (Scope scope = Scope.open()) {
                        Tensor flat = statisticsLayout.flatten(statistics);
                        Checkpoint.write(file, done, parameters, optimizer.mean(), optimizer.variance(), flat);
                        writeModel(parameters, statistics);
                    }
                }
            }
        }
        parameters.close();
        statistics.close();
    }

    private double step(
            Tensor parameters, NamedTensors statistics, AdamW optimizer, PretrainingBatches.Drawn drawn, double rate) {
        double[] told = new double[1];
        GradientTape.Gradient result = GradientTape.of(parameters, flat -> {
            OfaBackbone backbone =
                    OfaBackbone.inTraining(config, layout.cut(flat).with(statistics));
            Optional<Patches> patches = drawn.hasPictures() ? Optional.of(patches(backbone, drawn)) : Optional.empty();
            Batch batch = backbone.tokens().batch(patches, drawn.sources(), drawn.targets(), config.positions());
            Tensor answers = SequenceLoss.perToken(
                    backbone.forward(batch, Expert.none()), batch.target(), settings.labelSmoothing());
            told[0] = answers.item();
            return patches.map(p -> answers.add(
                            patchWordLoss(p, flat, drawn.patchWords()).multiply(settings.patchWordWeight())))
                    .orElse(answers);
        });
        optimizer.step(AdamW.clip(result.gradient(), settings.clipNorm()), rate);
        if (!Double.isFinite(told[0])) {
            throw new IllegalStateException("The loss is no longer a number; lower the learning rate.");
        }
        return told[0];
    }

    /** How badly embedded patches predict, through the token embedding, the words for what is seen there. */
    private Tensor patchWordLoss(Patches patches, Tensor flat, long[] patchWords) {
        Tensor embedding = layout.cut(flat).get("encoder.embed_tokens.weight");
        Tensor logProbabilities =
                patches.embedded().matmul(embedding.swapLast()).logSoftmax(-1);
        return Tensor.of(patchWords, patchWords.length)
                .lookUp(logProbabilities.reshape(-1, 1))
                .sum()
                .multiply(-1.0 / patchWords.length);
    }

    private Patches patches(OfaBackbone backbone, PretrainingBatches.Drawn drawn) {
        int rows = drawn.sources().size();
        boolean[] present = new boolean[rows];
        Arrays.fill(present, true);
        return backbone.embedPatches(
                Tensor.of(drawn.pixels(), rows, 3, config.imageSize(), config.imageSize()), present);
    }

    private NamedTensors startStatistics() {
        float[] values = statisticsLayout.fill(name -> name.endsWith("running_var") ? () -> 1 : () -> 0);
        try (Scope scope = Scope.open()) {
            return scope.keep(
                    statisticsLayout.cut(Tensor.of(values, values.length)).copy());
        }
    }

    private void log(long step, double[] losses, double rate) throws IOException {
        Path file = folder.resolve("log.csv");
        if (!Files.exists(file)) {
            Files.writeString(file, "step,loss pictures,loss text,learning rate\n");
        }
        Files.writeString(
                file,
                String.format(Locale.ROOT, "%d,%.4f,%.4f,%.6f%n", step, losses[0], losses[1], rate),
                StandardOpenOption.APPEND);
    }

    private void writeModel(Tensor parameters, NamedTensors statistics) throws IOException {
        NamedTensors model = layout.cut(parameters).with(statistics);
        Files.write(
                folder.resolve("model.safetensors"),
                Safetensors.write(model, Safetensors.Precision.F16, Map.of("format", "pt")));
    }
}
