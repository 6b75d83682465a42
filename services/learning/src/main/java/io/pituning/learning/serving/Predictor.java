package io.pituning.learning.serving;

import io.pituning.learning.backbone.Patches;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.Example;
import io.pituning.learning.data.Picture;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
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
     * Answers one question.
     *
     * @param info the task's instruction and labels
     * @param text may be empty
     * @throws io.pituning.learning.LearningException if the picture cannot be read
     */
    public Prediction predict(Expert expert, DataSetInfo info, Optional<Picture> picture, String text) {
        String prompt = info.prompt(new Example(picture, text, ""));
        List<int[]> labels =
                info.labels().stream().map(model.tokenizer()::encode).toList();
        try (Scope scope = Scope.open()) {
            Optional<Patches> patches = picture.map(p -> model.embed(List.of(p.read())));
            double[] scores = LabelScores.of(
                    model.backbone(),
                    expert,
                    patches,
                    model.backbone().tokens().sources(List.of(model.tokenizer().encode(prompt)), model.longest()),
                    labels)[0];
            Map<String, Double> probabilities = new LinkedHashMap<>();
            IntStream.range(0, scores.length)
                    .boxed()
                    .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                    .forEach(i -> probabilities.put(info.labels().get(i), Math.exp(scores[i])));
            return new Prediction(probabilities.keySet().iterator().next(), probabilities);
        }
    }
}
