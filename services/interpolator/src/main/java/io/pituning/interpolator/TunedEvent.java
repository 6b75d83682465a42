package io.pituning.interpolator;

import io.pituning.learning.expert.Expert;
import io.pituning.learning.expert.Method;
import io.pituning.learning.interpolation.TunedExpert;
import io.pituning.learning.training.Evaluation;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.Chosen;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.ExpertTuned;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.Score;
import io.pituning.schemas.event.Scores;
import io.pituning.schemas.event.Source;
import io.pituning.schemas.event.TaskNeighbors;
import io.pituning.schemas.event.TunedMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The event that tells of a tuned expert, in each of the three ways a tuning can end. */
final class TunedEvent {
    private TunedEvent() {}

    /** There was no neighbor: the own expert is the tuned one. */
    static ExpertTuned alone(TaskNeighbors from, double seconds) {
        Scores own = from.metrics().scores();
        return event(
                from,
                seconds,
                Chosen.OWN,
                from.expert(),
                from.expertArtifact(),
                List.of(new Source(from.task(), from.registration(), 1, 1)),
                new TunedMetrics(own, own, from.metrics().chance(), Optional.empty()));
    }

    /** The own expert is clearly better on validation, by more than a standard error, and is kept. */
    static ExpertTuned own(TaskNeighbors from, TunedExpert tuned, double seconds) {
        return event(
                from,
                seconds,
                Chosen.OWN,
                from.expert(),
                from.expertArtifact(),
                sources(from, tuned.weights()),
                metrics(from, tuned));
    }

    /** The own expert is not clearly better: the interpolated one is taken, which lies in {@code artifact}. */
    static ExpertTuned interpolated(TaskNeighbors from, TunedExpert tuned, Artifact artifact, double seconds) {
        return event(
                from,
                seconds,
                Chosen.INTERPOLATED,
                shape(from, tuned.expert()),
                artifact,
                sources(from, tuned.weights()),
                metrics(from, tuned));
    }

    private static ExpertTuned event(
            TaskNeighbors from,
            double seconds,
            Chosen chosen,
            ExpertShape expert,
            Artifact artifact,
            List<Source> sources,
            TunedMetrics metrics) {
        return new ExpertTuned(
                from.task(),
                from.registration(),
                from.request(),
                from.foundation(),
                from.seed(),
                seconds,
                from.revision(),
                chosen,
                expert,
                artifact,
                sources,
                metrics);
    }

    private static List<Source> sources(TaskNeighbors from, double[] weights) {
        List<Source> sources = new ArrayList<>();
        sources.add(new Source(from.task(), from.registration(), 1, share(weights[0])));
        for (int i = 0; i < from.neighbors().size(); i++) {
            Neighbor neighbor = from.neighbors().get(i);
            sources.add(
                    new Source(neighbor.task(), neighbor.registration(), neighbor.similarity(), share(weights[i + 1])));
        }
        return sources;
    }

    /** A weight is a mean of softmax values in single precision, which may leave the range by a rounding error. */
    private static double share(double weight) {
        return Math.max(0, Math.min(1, weight));
    }

    private static TunedMetrics metrics(TaskNeighbors from, TunedExpert tuned) {
        return new TunedMetrics(
                new Scores(score(tuned.ownValidation()), score(tuned.ownTest())),
                new Scores(score(tuned.validation()), score(tuned.test())),
                from.metrics().chance(),
                tuned.compressionError().stream().boxed().findFirst());
    }

    /** The event knows accuracy alone: a score of another metric is told by how far it lies on the way from worst to best. */
    private static Score score(Evaluation evaluation) {
        return new Score(evaluation.share(), evaluation.loss(), evaluation.examples());
    }

    /** Merging may change the size, never the places. */
    private static ExpertShape shape(TaskNeighbors from, Expert expert) {
        Method method = expert.method();
        return ExpertShape.of(
                method.kind().wireName(),
                method.size(),
                from.expert().targets(),
                expert.tensors().layout().elements());
    }
}
