package io.pituning.faults;

import io.pituning.harness.Cluster.Service;
import io.pituning.harness.Debugger.Place;
import java.util.List;

/** Where in its work a service is when the fault comes: the methods that it passes, the last of which it has just entered. */
enum Point {
    /** The record has arrived and nothing has been done for it. */
    BEFORE_WORK("before work"),
    /** Some of the work is done: for training and tuning, some batches. */
    MID_STEP("mid-step"),
    /** What the step made is safe, and nobody has been told. */
    BEFORE_PUBLISH("after artifact"),
    /** The event is with the broker, and the record it came of is not acknowledged. */
    BEFORE_COMMIT("after publish");

    private static final Place COMMIT =
            new Place("org.apache.kafka.clients.producer.KafkaProducer", "commitTransaction");
    /** Passed only for a result: a neighborhood that merely informs is committed too. */
    private static final Place DONE = new Place("io.pituning.workflow.Draft", "finish");

    private static final Place GRAPH_WORK = new Place("io.pituning.graph.ShardProcessor", "process");
    private static final Place GRAPH_OUTPUT = new Place("io.pituning.graph.WaitingNeighborhoods", "due");
    private static final Place WORKER_OUTPUT = new Place("io.pituning.workflow.EmitterOutbox", "send");
    private static final int SOME_BATCHES = 6;

    private final String words;

    Point(String words) {
        this.words = words;
    }

    List<Place> way(Service service) {
        return switch (service) {
            case TRAINER, INTERPOLATOR ->
                step(new Place("io.pituning.learning.training.TrainingRun", "step", SOME_BATCHES));
            case EMBEDDER -> step(new Place("io.pituning.learning.similarity.FisherEmbedding", "squares"));
            case GRAPH ->
                switch (this) {
                    case BEFORE_WORK -> List.of(GRAPH_WORK);
                    case MID_STEP -> List.of(new Place("io.pituning.graph.WaitingNeighborhoods", "note"));
                    case BEFORE_PUBLISH -> List.of(GRAPH_WORK, GRAPH_OUTPUT);
                    case BEFORE_COMMIT -> List.of(GRAPH_WORK, GRAPH_OUTPUT, COMMIT);
                };
            case WORKER ->
                switch (this) {
                    case BEFORE_WORK -> List.of(new Place("io.pituning.worker.LoadStep", "run"));
                    case MID_STEP -> List.of(new Place("io.pituning.learning.serving.Canary", "difference"));
                    case BEFORE_PUBLISH -> List.of(WORKER_OUTPUT);
                    case BEFORE_COMMIT ->
                        List.of(
                                WORKER_OUTPUT,
                                new Place("io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord", "ack"));
                };
        };
    }

    private List<Place> step(Place middle) {
        return switch (this) {
            case BEFORE_WORK -> List.of(new Place("io.pituning.workflow.StepRunner", "once"));
            case MID_STEP -> List.of(middle);
            case BEFORE_PUBLISH -> List.of(DONE, new Place("io.pituning.workflow.StepPublisher", "publish"));
            case BEFORE_COMMIT -> List.of(DONE, COMMIT);
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
