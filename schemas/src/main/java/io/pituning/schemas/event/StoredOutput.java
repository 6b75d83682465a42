package io.pituning.schemas.event;

/** What a step made whose event names an artifact: only as long as the store has that, the event is worth sending again. */
public sealed interface StoredOutput extends StepOutput permits ExpertTrained, TaskEmbedded, ExpertTuned {
    /** The folder in the artifact store that the event tells of. */
    Artifact artifact();
}
