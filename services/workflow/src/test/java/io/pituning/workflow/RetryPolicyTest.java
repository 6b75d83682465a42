package io.pituning.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pituning.schemas.FailureCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final RetryPolicy policy = new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(4));

    @Test
    void eachPauseIsAboutTwiceTheOneBeforeUpToTheLongest() {
        double[] seconds = {1, 2, 4, 4};
        for (int attempt = 1; attempt <= seconds.length; attempt++) {
            assertThat(policy.pause(FailureCode.ARTIFACT_STORE_UNAVAILABLE, attempt)
                            .orElseThrow()
                            .toMillis())
                    .as("after attempt " + attempt)
                    .isBetween((long) (800 * seconds[attempt - 1]), (long) (1200 * seconds[attempt - 1]));
        }
    }

    @Test
    void theLastAttemptIsNotFollowedByAnother() {
        assertThat(policy.pause(FailureCode.OUT_OF_MEMORY, 5)).isEmpty();
    }

    @Test
    void whatIsFinalIsNotTriedAgain() {
        assertThat(policy.pause(FailureCode.MODEL_UNKNOWN, 1)).isEmpty();
    }
}
