package io.pituning.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpertTunedTest {
    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final TaskRegistered REQUEST = TaskRegistered.of("trec", "file:///data/trec");
    private static final Source ITSELF = new Source("trec", REQUEST.registrationId(), 1, 0.5);
    private static final Source NEIGHBOR = new Source("subj", SHA, 0.75, 0.5);

    @Test
    void anInterpolatedExpertIsMadeOfAllSources() {
        assertThat(tuned(Chosen.INTERPOLATED).servedSources()).containsExactly(ITSELF, NEIGHBOR);
    }

    @Test
    void anOwnExpertIsMadeOfItselfAlone() {
        assertThat(tuned(Chosen.OWN).servedSources())
                .containsExactly(new Source("trec", REQUEST.registrationId(), 1, 1));
    }

    private static ExpertTuned tuned(Chosen chosen) {
        Score score = new Score(0.8, 0.5, 96);
        Scores scores = new Scores(score, score);
        return new ExpertTuned(
                "trec",
                REQUEST.registrationId(),
                REQUEST,
                new FoundationRef("pi-nano", SHA),
                7,
                1,
                1,
                chosen,
                ExpertShape.lora(8, 100),
                new Artifact("file:///artifacts/trec", SHA, 1),
                List.of(ITSELF, NEIGHBOR),
                new TunedMetrics(scores, scores, Optional.empty(), Optional.empty()));
    }
}
