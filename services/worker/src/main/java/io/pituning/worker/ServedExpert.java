package io.pituning.worker;

import io.pituning.learning.LearningException;
import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.data.Picture;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.learning.serving.Prediction;
import io.pituning.learning.serving.Predictor;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.ExpertTuned;
import java.time.Instant;
import java.util.Optional;

/**
 * An expert that is loaded and was proven to have an effect.
 *
 * @param event what told of it
 * @param model the frozen model it runs on
 * @param info the task's instruction and labels
 * @param expert its tensors, owned by this record
 * @param canaryDifference largest absolute change of the canary's logits against the bare model
 * @param since when it was loaded
 */
record ServedExpert(
        ExpertTuned event,
        FoundationModel model,
        DataSetInfo info,
        Expert expert,
        double canaryDifference,
        Instant since)
        implements AutoCloseable {
    /**
     * {@return what it answers}
     *
     * @param text may be empty where the task's examples are pictures
     * @throws LearningException {@code request-malformed} without the text or the picture that every example of the task has
     */
    Prediction answer(String text, Optional<Picture> picture) {
        if (info.modality().hasPicture() && picture.isEmpty()) {
            throw lacks("a picture", "image");
        }
        if (info.modality().hasText() && text.isBlank()) {
            throw lacks("a text", "text");
        }
        return new Predictor(model).predict(expert, info, picture, text);
    }

    private LearningException lacks(String what, String field) {
        return new LearningException(
                FailureCode.REQUEST_MALFORMED.code(),
                "A question to '" + event.task() + "' needs " + what + ".",
                "Send it in the field \"" + field + "\".");
    }

    @Override
    public void close() {
        expert.close();
    }
}
