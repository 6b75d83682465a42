package io.pituning.worker;

import io.pituning.learning.data.DataSetInfo;
import io.pituning.learning.expert.Expert;
import io.pituning.learning.foundation.FoundationModel;
import io.pituning.schemas.event.ExpertTuned;
import java.time.Instant;

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
    @Override
    public void close() {
        expert.close();
    }
}
