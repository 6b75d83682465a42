package io.pituning.interpolator;

import io.pituning.learning.interpolation.AlphaScope;
import io.pituning.learning.interpolation.AlphaStart;
import io.pituning.learning.interpolation.AlphaTraining;
import io.pituning.learning.interpolation.InterpolationSettings;
import io.pituning.schemas.event.InterpolationSpec;

/** From the interpolation a registration asks for to the learning core's settings. */
final class Interpolations {
    private Interpolations() {}

    static InterpolationSettings of(InterpolationSpec spec) {
        return new InterpolationSettings(
                switch (spec.alpha()) {
                    case PER_LAYER -> AlphaScope.PER_LAYER;
                    case GLOBAL -> AlphaScope.GLOBAL;
                },
                switch (spec.start()) {
                    case UNIFORM -> AlphaStart.UNIFORM;
                    case SIMILARITY -> AlphaStart.SIMILARITY;
                    case NEIGHBORS -> AlphaStart.NEIGHBORS;
                },
                switch (spec.train()) {
                    case ALPHA_AND_EXPERTS -> AlphaTraining.ALPHA_AND_EXPERTS;
                    case ALPHA -> AlphaTraining.ALPHA;
                },
                spec.compress());
    }
}
