package io.pituning.schemas;

import java.util.Arrays;
import java.util.Optional;

/**
 * The catalogue of what can go wrong: every {@code code} that a {@link io.pituning.schemas.event.StepFailed} or a service's HTTP answer may
 * carry. The codes are stable; the module's README says for each what it means and what to do.
 */
public enum FailureCode {
    /** The value is not JSON, or the CloudEvents envelope holds no data. */
    RECORD_UNPARSABLE("record-unparsable", false),
    /** The value is JSON but does not fit its schema. */
    SCHEMA_VIOLATION("schema-violation", false),
    /** The record's key is not the task's name. */
    KEY_MISMATCH("key-mismatch", false),

    /** The data set's folder or name is not there. */
    DATASET_MISSING("dataset-missing", false),
    /** The data set is there but is not what a data set looks like. */
    DATASET_MALFORMED("dataset-malformed", false),
    /** The data set lies outside every allowed root. */
    DATASET_FORBIDDEN("dataset-forbidden", false),
    /** No metric has the name that the data set asks for. */
    METRIC_UNKNOWN("metric-unknown", false),
    /** The task is of a form that cannot be trained yet, or that the model cannot read. */
    TASK_UNSUPPORTED("task-unsupported", false),
    /** The gradient is no longer a finite number. */
    TRAINING_DIVERGED("training-diverged", false),
    /** No foundation model has this name. */
    MODEL_UNKNOWN("model-unknown", false),
    /** The foundation model's folder lacks a file, key or tensor, or has one that does not fit. */
    MODEL_MALFORMED("model-malformed", false),
    /** No expert method has this name. */
    METHOD_UNKNOWN("method-unknown", false),
    /** The foundation model has nothing that this expert method changes. */
    METHOD_UNSUPPORTED("method-unsupported", false),
    /** The foundation model has no linear layer of this name. */
    TARGET_UNKNOWN("target-unknown", false),
    /** The expert's folder cannot be read. */
    EXPERT_MALFORMED("expert-malformed", false),
    /** A safetensors file is cut off or does not hold what its header says. */
    SAFETENSORS_MALFORMED("safetensors-malformed", false),

    /** The artifact an event names is not in the store. */
    ARTIFACT_MISSING("artifact-missing", false),
    /** The artifact's bytes do not have the sha256 the event says. */
    ARTIFACT_CORRUPT("artifact-corrupt", false),
    /** The artifact's address lies outside the artifact store, or is of a kind that this store does not have. */
    ARTIFACT_FORBIDDEN("artifact-forbidden", false),
    /** The artifact store did not answer or refused to write. */
    ARTIFACT_STORE_UNAVAILABLE("artifact-store-unavailable", true),
    /** The event was made on another foundation model than this service runs. */
    FOUNDATION_MISMATCH("foundation-mismatch", false),
    /** The expert does not change the model's output on the canary input. */
    EXPERT_WITHOUT_EFFECT("expert-without-effect", false),
    /** A service was asked over HTTP for a task that it does not know: the worker serves no expert for it, or the graph has no vector of it. */
    TASK_UNKNOWN("task-unknown", true),
    /** An HTTP request lacks what its answer needs, or has too much. */
    REQUEST_MALFORMED("request-malformed", false),
    /** The picture of an HTTP request cannot be read. */
    PICTURE_MALFORMED("picture-malformed", false),
    /** A part of the graph cannot be read now: it starts, is being restored, or moves to another instance. */
    GRAPH_NOT_READY("graph-not-ready", true),
    /** What the step made is told by an event larger than Kafka takes. */
    EVENT_TOO_LARGE("event-too-large", false),
    /** The step needs more memory than the process has. */
    OUT_OF_MEMORY("out-of-memory", true),
    /** A defect of ours; the same record meets it again, because every step does the same with the same input. */
    INTERNAL_ERROR("internal-error", false);

    private final String code;
    private final boolean retryable;

    FailureCode(String code, boolean retryable) {
        this.code = code;
        this.retryable = retryable;
    }

    /** The stable kebab-case code, as it stands in {@code StepFailed.code}. */
    public String code() {
        return code;
    }

    /** Whether the same record may succeed when tried again without a change; a step with such a failure is tried again by itself. */
    public boolean retryable() {
        return retryable;
    }

    /** The entry of this code, if the catalogue has one. */
    public static Optional<FailureCode> named(String code) {
        return Arrays.stream(values()).filter(entry -> entry.code.equals(code)).findFirst();
    }
}
