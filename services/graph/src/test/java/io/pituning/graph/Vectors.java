package io.pituning.graph;

import io.pituning.learning.similarity.Similarity;
import io.pituning.learning.similarity.TaskSimilarity;
import io.pituning.schemas.event.Artifact;
import io.pituning.schemas.event.ExpertShape;
import io.pituning.schemas.event.FoundationRef;
import io.pituning.schemas.event.InterpolationSpec;
import io.pituning.schemas.event.OwnMetrics;
import io.pituning.schemas.event.PooledTensor;
import io.pituning.schemas.event.PooledVector;
import io.pituning.schemas.event.Score;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.schemas.event.TaskRegistered;
import java.util.List;
import java.util.Optional;

/** Task vectors in two dimensions: an angle says it all. */
final class Vectors {
    private static final String SHA = "0123456789abcdef".repeat(4);

    private Vectors() {}

    /** A task whose vector points into this direction, 0 to 90 degrees. */
    static TaskEmbedded task(String name, double degrees) {
        return task(TaskRegistered.of(name, "builtin:any"), degrees, SHA);
    }

    static TaskEmbedded task(String name, double degrees, int neighbors) {
        TaskRegistered request = TaskRegistered.of(name, "builtin:any");
        return task(request.withInterpolation(InterpolationSpec.defaults().withNeighbors(neighbors)), degrees, SHA);
    }

    static TaskEmbedded onFoundation(String name, double degrees, String sha256) {
        return task(TaskRegistered.of(name, "builtin:any"), degrees, sha256);
    }

    static TaskEmbedded ofShape(String name, double degrees, ExpertShape shape) {
        return task(TaskRegistered.of(name, "builtin:any"), degrees, SHA, shape);
    }

    static TaskEmbedded task(TaskRegistered request, double degrees, String foundation) {
        return task(request, degrees, foundation, ExpertShape.lora(8, 100));
    }

    private static TaskEmbedded task(TaskRegistered request, double degrees, String foundation, ExpertShape shape) {
        double angle = Math.toRadians(degrees);
        float[] values = {(float) Math.cos(angle), (float) Math.sin(angle)};
        return task(request, degrees, foundation, shape, values);
    }

    /** {@return what the learning core says of two tasks} */
    static double similarity(TaskEmbedded one, TaskEmbedded other, Similarity measure) {
        return TaskSimilarity.between(
                GraphVector.of(one).tensors(), GraphVector.of(other).tensors(), measure);
    }

    /** A task whose expert lies there. */
    static TaskEmbedded atAddress(String name, String uri) {
        TaskEmbedded task = task(name, 10);
        return new TaskEmbedded(
                task.task(),
                task.registration(),
                task.request(),
                task.foundation(),
                task.seed(),
                task.seconds(),
                task.expert(),
                new Artifact(uri, SHA, 10),
                task.artifact(),
                task.metrics(),
                task.vector());
    }

    /** The same task with a vector said to be pooled in this way. */
    static TaskEmbedded pooled(TaskEmbedded task, String pooling) {
        return new TaskEmbedded(
                task.task(),
                task.registration(),
                task.request(),
                task.foundation(),
                task.seed(),
                task.seconds(),
                task.expert(),
                task.expertArtifact(),
                task.artifact(),
                task.metrics(),
                new PooledVector(
                        pooling, task.vector().examples(), task.vector().tensors()));
    }

    /** A task whose vector holds just these values. */
    static TaskEmbedded ofValues(String name, float... values) {
        return task(TaskRegistered.of(name, "builtin:any"), 0, SHA, ExpertShape.lora(8, 100), values);
    }

    private static TaskEmbedded task(
            TaskRegistered request, double degrees, String foundation, ExpertShape shape, float... values) {
        String sha = "%064x".formatted(Math.round(degrees * 1000) + 1);
        var artifact = new Artifact("file:///artifacts/" + request.task(), sha, 10);
        var score = new Score(0.5, 1, 10);
        return new TaskEmbedded(
                request.task(),
                request.registrationId(),
                request,
                new FoundationRef("pi-nano", foundation),
                7,
                1,
                shape,
                artifact,
                artifact,
                new OwnMetrics(score, score, Optional.empty()),
                new PooledVector(PooledVector.ROW, 16, List.of(PooledTensor.of("layer", values))));
    }
}
