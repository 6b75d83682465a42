package io.pituning.learning.serving;

import io.pituning.learning.backbone.Patches;
import io.pituning.learning.backbone.TokenRows;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.Picture;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.generation.AnswerForm;
import io.pituning.learning.generation.Generator;
import io.pituning.learning.generation.Hypothesis;
import io.pituning.learning.tensor.Scope;
import io.pituning.learning.training.LabelScores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Answers single questions with an expert. May be used by several threads. */
public final class Predictor {
    private final FoundationModel model;

    public Predictor(FoundationModel model) {
        this.model = model;
    }

    /**
     * Answers one question: with the most probable label, or, where the task has no labels, with a text found by greedy search that may be
     * as long as the model can write, or with the four location tokens of a box where {@linkplain AnswerForm the task asks for one}.
     *
     * @param info the task's instruction, labels and metric
     * @param text may be empty
     * @throws io.pituning.learning.LearningException if the picture cannot be read
     */
    public Prediction predict(Expert expert, DataSetInfo info, Optional<Picture> picture, String text) {
        String prompt = info.prompt(new Example(picture, text, ""));
        try (Scope scope = Scope.open()) {
            Optional<Patches> patches = picture.map(p -> model.embed(List.of(p)));
            TokenRows source =
                    model.backbone().tokens().sources(List.of(model.tokenizer().encode(prompt)), model.longest());
            return info.isClassification()
                    ? chosen(expert, info.labels(), patches, source)
                    : generated(expert, AnswerForm.of(model, info), patches, source);
        }
    }

    private Prediction chosen(Expert expert, List<String> labels, Optional<Patches> patches, TokenRows source) {
        List<int[]> tokens = labels.stream().map(model.tokenizer()::encode).toList();
        double[] scores = LabelScores.of(model.backbone(), expert, patches, source, tokens)[0];
        Map<String, Double> probabilities = new LinkedHashMap<>();
        IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .forEach(i -> probabilities.put(labels.get(i), Math.exp(scores[i])));
        return new Prediction(probabilities.keySet().iterator().next(), probabilities);
    }

    private Prediction generated(Expert expert, AnswerForm form, Optional<Patches> patches, TokenRows source) {
        Hypothesis answer = new Generator(model.backbone(), form.greedy(model.longest() - 1))
                .generate(patches, source, expert, form.allowed())
                .get(0);
        String text = model.tokenizer().decode(answer.tokens());
        return new Prediction(text, Map.of(text, Math.exp(answer.logProbability())));
    }
}
