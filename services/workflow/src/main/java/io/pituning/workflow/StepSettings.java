package io.pituning.workflow;

import java.time.Duration;

/**
 * How steps are run.
 *
 * @param concurrency steps of one kind that one process works on at the same time, at least 1
 * @param lookAhead unfinished records that a service holds, at least 1: as long as there are so many it reads no further, and notices no newer
 *     registration
 * @param checkpointInterval time between two checkpoints of a step
 * @param grace how long a stop or a handover waits for running steps to keep a checkpoint and give up
 * @param progressInterval shortest time between two progress events of a step
 */
public record StepSettings(
        int concurrency, int lookAhead, Duration checkpointInterval, Duration grace, Duration progressInterval) {
    public StepSettings {
        if (concurrency < 1 || lookAhead < 1) {
            throw new IllegalArgumentException("pi.steps.concurrency and pi.steps.look-ahead must be at least 1, not "
                    + concurrency + " and " + lookAhead + ".");
        }
    }
}
