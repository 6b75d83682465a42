package io.pituning.interpolator;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.learning.interpolation.AlphaScope;
import io.pituning.learning.interpolation.AlphaStart;
import io.pituning.learning.interpolation.AlphaTraining;
import io.pituning.learning.interpolation.InterpolationSettings;
import io.pituning.schemas.event.InterpolationSpec;
import org.junit.jupiter.api.Test;

class InterpolationsTest {
    private static final InterpolationSpec SPEC = InterpolationSpec.defaults();
    private static final InterpolationSettings SETTINGS = InterpolationSettings.defaults();

    @Test
    void aRegistrationThatSaysNothingMeansWhatTheLearningCoreDoesAnyway() {
        assertThat(Interpolations.of(SPEC)).isEqualTo(SETTINGS);
    }

    @Test
    void everyChoiceOfARegistrationReachesTheLearningCore() {
        assertThat(Interpolations.of(SPEC.withAlpha(io.pituning.schemas.event.AlphaScope.GLOBAL)))
                .isEqualTo(SETTINGS.withScope(AlphaScope.GLOBAL));
        assertThat(Interpolations.of(SPEC.withStart(io.pituning.schemas.event.AlphaStart.SIMILARITY)))
                .isEqualTo(SETTINGS.withStart(AlphaStart.SIMILARITY));
        assertThat(Interpolations.of(SPEC.withTrain(io.pituning.schemas.event.AlphaTraining.ALPHA)))
                .isEqualTo(SETTINGS.withTrain(AlphaTraining.ALPHA));
        assertThat(Interpolations.of(SPEC.withCompress(true))).isEqualTo(SETTINGS.withCompress(true));
    }
}
