package io.pituning.learning.foundation;

import io.pituning.learning.LearningException;

/** Why a model cannot be used, in the catalogue's words. */
final class ModelFailure {
    private ModelFailure() {}

    /** @param other what else can be done, ends a sentence */
    static LearningException unknown(String name, String other) {
        return new LearningException(
                "model-unknown",
                "There is no foundation model named " + name + ".",
                "Use pi-nano, which ships with the project, or " + other + ".");
    }

    static LearningException mismatch(String model, String sha256, String expected) {
        return new LearningException(
                "foundation-mismatch",
                "The expert was made with a different foundation model " + model + " from the one here: sha256 "
                        + expected + " is not " + sha256 + ".",
                "Give all services the same foundation model, restart them, then run 'pi retry TASK'.");
    }

    /** @param why ends a sentence, for example {@code "it lacks the tensor encoder.layer_norm.weight"} */
    static LearningException malformed(String model, String why) {
        return new LearningException("model-malformed", sentence(model, why), ADVICE);
    }

    static LearningException malformed(String model, String why, Exception cause) {
        return new LearningException("model-malformed", sentence(model, why), ADVICE, cause);
    }

    private static final String ADVICE =
            "Make sure that config.json, the safetensors files and tokenizer.json in its folder are complete and match each other.";

    private static String sentence(String model, String why) {
        return "The model " + model + " cannot be used: " + why + ".";
    }
}
