package io.pituning.workflow;

import io.pituning.schemas.event.StepProgress;
import java.util.function.Consumer;

/**
 * What surrounds a step while it runs.
 *
 * @param stop says when the step shall give up
 * @param progress takes the progress events
 */
public record StepContext(StopSignal stop, Consumer<StepProgress> progress) {}
