package io.pituning.graph;

import io.pituning.learning.similarity.NamedVector;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.learning.similarity.TaskVector;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.PooledTensor;
import io.pituning.schemas.event.TaskEmbedded;

/** A task in the graph: its event, and its vector in the form that is compared. */
record KnownTask(TaskEmbedded event, TaskVector vector) {

    static KnownTask of(TaskEmbedded event) {
        return new KnownTask(
                event,
                new TaskVector(
                        event.vector().tensors().stream().map(KnownTask::tensor).toList()));
    }

    String name() {
        return event.task();
    }

    /** {@return whether the other event says nothing new: the same vector of the same expert} */
    boolean isUnchangedBy(TaskEmbedded other) {
        return event.registration().equals(other.registration())
                && event.foundation().equals(other.foundation())
                && event.expertArtifact().equals(other.expertArtifact())
                && event.artifact().equals(other.artifact());
    }

    /** {@return whether the two experts have the same tensors on the same frozen model, so that they can be compared and mixed} */
    boolean fits(KnownTask other) {
        return !name().equals(other.name())
                && event.foundation().sha256().equals(other.event.foundation().sha256())
                && event.expert().equals(other.event.expert());
    }

    /** {@return this task as a neighbor of the other} */
    Neighbor asNeighborOf(KnownTask other) {
        return new Neighbor(
                event.task(),
                event.registration(),
                TaskSimilarity.between(vector, other.vector),
                event.expertArtifact());
    }

    private static NamedVector tensor(PooledTensor tensor) {
        float[] values = tensor.toArray();
        return new NamedVector(tensor.name(), new int[] {values.length}, values);
    }
}
