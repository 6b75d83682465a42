package io.pituning.learning.experiment;

import io.pituning.learning.interpolation.AlphaStart;
import io.pituning.learning.interpolation.ExpertInterpolator;
import io.pituning.learning.interpolation.InterpolationSettings;
import io.pituning.learning.interpolation.Neighbor;
import io.pituning.learning.interpolation.TunedExpert;
import io.pituning.learning.similarity.Similarity;
import io.pituning.learning.training.TrainedExpert;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * π-Tuning: own and neighbors' experts interpolated, α and all experts trained together.
 *
 * <p>Where the own expert is kept, as clearly better on validation, the weights are all its own.
 */
final class PiTuning implements Contender {
    private final OptionalInt fixed;
    private final Similarity measure;
    private final InterpolationSettings interpolation;

    private PiTuning(OptionalInt fixed, Similarity measure, InterpolationSettings interpolation) {
        this.fixed = fixed;
        this.measure = measure;
        this.interpolation = interpolation;
    }

    /** With as many neighbors as the experiment asks for. */
    PiTuning() {
        this(Similarity.REFERENCE);
    }

    PiTuning(int neighbors) {
        this(OptionalInt.of(neighbors), Similarity.REFERENCE, InterpolationSettings.defaults());
    }

    /** With as many neighbors as the experiment asks for, and α starting elsewhere. */
    PiTuning(AlphaStart start) {
        this(
                OptionalInt.empty(),
                Similarity.REFERENCE,
                InterpolationSettings.defaults().withStart(start));
    }

    /** With as many neighbors as the experiment asks for, found by another measure. */
    PiTuning(Similarity measure) {
        this(OptionalInt.empty(), measure, InterpolationSettings.defaults());
    }

    @Override
    public int neighbors(int k) {
        return fixed.orElse(k);
    }

    @Override
    public Outcome measure(Target target, int neighbors) {
        TrainedExpert own = target.own();
        List<Neighbor> nearest = target.neighbors(neighbors, measure);
        TunedExpert tuned = new ExpertInterpolator(
                        target.model(), target.scenario().targetTraining(), interpolation, target.listener())
                .tune(own.expert(), nearest, target.data());
        tuned.expert().close();
        return Outcome.of(tuned.validation(), tuned.test(), own.steps() + tuned.steps())
                .withWeights(Arrays.stream(tuned.servedWeights()).boxed().toList())
                .withNeighbors(nearest);
    }
}
