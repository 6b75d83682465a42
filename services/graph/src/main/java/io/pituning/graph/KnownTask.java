package io.pituning.graph;

import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.Neighbor;
import io.pituning.schemas.event.OwnMetrics;
import io.pituning.schemas.event.PooledVector;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskRegistered;

/**
 * A task in the graph, without its vector: what an event about it must contain.
 *
 * @param identity what makes the vector this one: registration, foundation, expert, full vector and its pooling; equal means nothing new
 */
record KnownTask(
        String name,
        String registration,
        TaskRegistered request,
        FoundationRef foundation,
        ExpertShape expert,
        Artifact expertArtifact,
        OwnMetrics metrics,
        String identity) {

    static KnownTask of(TaskEmbedded event) {
        return new KnownTask(
                event.task(),
                event.registration(),
                event.request(),
                event.foundation(),
                event.expert(),
                event.expertArtifact(),
                event.metrics(),
                identity(event));
    }

    private static String identity(TaskEmbedded event) {
        String identity = String.join(
                " ",
                event.registration(),
                event.foundation().sha256(),
                event.expertArtifact().sha256(),
                event.artifact().sha256());
        String pooling = event.vector().pooling();
        // The usual pooling is left out, as it was when identities named none: what running graphs have stored stays
        // equal.
        return pooling.equals(PooledVector.BLOCK) ? identity : identity + " " + pooling;
    }

    /** {@return how many neighbors it asked for} */
    int wanted() {
        return request.interpolation().neighbors();
    }

    /** {@return this task as a neighbor of a task with this similarity to it} */
    Neighbor asNeighbor(double similarity) {
        return new Neighbor(name, registration, similarity, expertArtifact);
    }
}
