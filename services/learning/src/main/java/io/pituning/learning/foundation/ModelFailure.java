package io.pituning.learning.foundation;

import io.pituning.learning.LearningException;

/** Why a model cannot be used, in the catalogue's words. */
final class ModelFailure {
    private ModelFailure() {}

    static LearningException unknown(String name) {
        return new LearningException(
                "model-unknown",
                "There is no foundation model named " + name + ".",
                "Use pi-nano, which ships with the project, or the path of a model folder.");
    }

    /** @param why ends a sentence, for example {@code "it lacks the tensor encoder.layer_norm.weight"} */
    static LearningException malformed(String model, String why) {
        return new LearningException("model-malformed", sentence(model, why), ADVICE);
    }

    static LearningException malformed(String model, String why, Exception cause) {
        return new LearningException("model-malformed", sentence(model, why), ADVICE, cause);
    }

    private static final String ADVICE =
            "Make config.json, the safetensors files and tokenizer.json of its folder complete and fit each other.";

    private static String sentence(String model, String why) {
        return "The model " + model + " cannot be used: " + why + ".";
    }
}
