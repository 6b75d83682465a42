package io.pituning.learning.pretraining;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pituning.learning.LearningException;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Pre-trains an OFA model from nothing on the generated world and writes it as a model folder.
 *
 * <p>Reproducible: everything follows from what the constructor is given. Resumable: a run over a folder with a checkpoint goes on from it.
 */
public final class Pretrainer {
    private static final long LOG_EVERY = 100;
    private static final int TOKENIZER_EXAMPLES = 40_000;

    private final OfaConfig config;
    private final PretrainingSettings settings;
    private final PretrainingCorpus corpus;
    private final Optional<Path> from;
    private final Path folder;
    private final ProgressListener listener;
    private final TensorLayout layout;
    private final TensorLayout statisticsLayout;

    /**
     * @param config sizes of the model; its vocabulary size bounds the tokenizer
     * @param sentences ordinary English that goes into the corpus, may be empty
     * @param from a model folder whose weights are the start, as far as they fit; from nothing where empty
     * @param folder where model, checkpoint and log go
     */
    public Pretrainer(
            OfaConfig config,
            PretrainingSettings settings,
            List<String> sentences,
            Optional<Path> from,
            Path folder,
            ProgressListener listener) {
        this.config = config;
        this.settings = settings;
        this.corpus = new PretrainingCorpus(settings.seed(), sentences);
        this.from = from;
        this.folder = folder;
        this.listener = listener;
        this.layout = OfaLayout.trainable(config);
        this.statisticsLayout = OfaLayout.statistics(config);
    }

    /**
     * Trains up to the last step and writes {@code config.json}, {@code tokenizer.json}, {@code model.safetensors} (half precision) and
     * {@code log.csv}.
     *
     * @throws LearningException {@code pretraining-differs} if the folder's checkpoint is of a pre-training that was given something else,
     *     {@code training-diverged} if the gradient is no longer a finite number, {@code model-malformed} if the model it starts from has no
     *     token embedding of this width
     */
    public void run() throws IOException {
        Files.createDirectories(folder);
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        Optional<Checkpoint> resumed = Checkpoint.read(checkpoint, asked());
        Path tokenizerFile = folder.resolve("tokenizer.json");
        if (resumed.isEmpty() || !Files.exists(tokenizerFile)) {
            String trained = new BytePairTrainer(config.vocabularySize(), PretrainingCorpus.LOCATIONS)
                    .train(corpus.texts(TOKENIZER_EXAMPLES));
            WholeFile.write(tokenizerFile, trained.getBytes(StandardCharsets.UTF_8));
        }
        WholeFile.write(
                folder.resolve("config.json"),
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(config));
        try (TextTokenizer tokenizer = TextTokenizer.read(tokenizerFile)) {
            train(tokenizer, checkpoint, resumed);
        }
    }

    /** What the weights follow from, by what one calls it. */
    private Map<String, String> asked() {
        return Map.of(
                "size", config.toString(),
                "number of steps", Long.toString(settings.steps()),
                "setting", settings.withSteps(0).toString(),
                "text",
                        corpus.sentences().size() + " sentences, hash "
                                + corpus.sentences().hashCode(),
                "model to start from",
                        from.map(path -> path.toAbsolutePath().normalize().toString())
                                .orElse("none"));
    }

    private void train(TextTokenizer tokenizer, Path checkpoint, Optional<Checkpoint> resumed) throws IOException {
        long first = resumed.map(Checkpoint::step).orElse(0L);
        Start start = resumed.isPresent() ? Start.of(resumed.get()) : start(tokenizer);
        Tensor parameters = start.parameters();
        NamedTensors statistics = statisticsLayout.cut(start.statistics()).copy();
        LearningRate rate = LearningRate.cosine(
                settings.learningRate(), settings.learningRate() / 50, settings.warmup(), settings.steps());
        double[] losses = new double[2];
        try (PretrainingBatches batches = new PretrainingBatches(tokenizer, settings, corpus, config);
                AdamW optimizer = resumed.map(c -> new AdamW(
                                parameters,
                                settings.weightDecay(),
                                c.tensors().get("mean"),
                                c.tensors().get("variance"),
                                first))
                        .orElseGet(() -> new AdamW(parameters, settings.weightDecay()))) {
            for (long step = first; step < settings.steps(); step++) {
                try (Scope scope = Scope.open()) {
                    double loss = step(
                            parameters,
                            statistics,
                            optimizer,
                            batches.take(step),
                            rate.at(step),
                            settings.patchWordWeight(step));
                    int kind = PretrainingCorpus.blockHasPictures(step) ? 0 : 1;
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
                        // The model first: a checkpoint of the last step says that all is done.
                        writeModel(parameters, statistics);
                        Checkpoint.write(
                                checkpoint, asked(), done, parameters, optimizer.mean(), optimizer.variance(), flat);
                    }
                }
            }
        }
        parameters.close();
        statistics.close();
        start.statistics().close();
    }

    private double step(
            Tensor parameters,
            NamedTensors statistics,
            AdamW optimizer,
            PretrainingBatches.Drawn drawn,
            double rate,
            double patchWordWeight) {
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
                            patchWordLoss(p, flat, drawn.patchWords()).multiply(patchWordWeight)))
                    .orElse(answers);
        });
        optimizer.step(AdamW.clip(result.gradient(), settings.clipNorm()), rate);
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

    /** Flat vectors that a run begins with; the holder closes them. */
    private record Start(Tensor parameters, Tensor statistics) {
        static Start of(Checkpoint checkpoint) {
            return new Start(
                    checkpoint.tensors().get("parameters"), checkpoint.tensors().get("statistics"));
        }
    }

    private Start start(TextTokenizer tokenizer) throws IOException {
        float[] parameters = StartValues.of(layout, settings.seed());
        float[] statistics = statisticsLayout.fill(name -> name.endsWith("running_var") ? () -> 1 : () -> 0);
        if (from.isPresent()) {
            try (EarlierModel earlier = EarlierModel.read(from.get())) {
                earlier.take(layout, parameters, tokenizer);
                earlier.take(statisticsLayout, statistics, tokenizer);
            }
        }
        return new Start(Tensor.of(parameters, parameters.length), Tensor.of(statistics, statistics.length));
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
        WholeFile.write(
                folder.resolve("model.safetensors"),
                Safetensors.write(model, Safetensors.Precision.F16, Map.of("format", "pt")));
    }
}
