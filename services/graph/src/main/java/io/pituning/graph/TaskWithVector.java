package io.pituning.graph;

import io.pituning.schemas.event.TaskEmbedded;

/** A task and its vector, as they pass through the sequence. */
record TaskWithVector(KnownTask task, GraphVector vector) {
    static TaskWithVector of(TaskEmbedded event) {
        return new TaskWithVector(KnownTask.of(event), GraphVector.of(event));
    }

    String name() {
        return task.name();
    }
}
