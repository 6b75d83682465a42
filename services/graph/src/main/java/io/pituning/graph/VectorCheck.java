package io.pituning.graph;

import io.pituning.schemas.EventCodec;
import io.pituning.schemas.FailureCode;
import io.pituning.schemas.event.Event;
import io.pituning.schemas.event.Original;
import io.pituning.schemas.event.Step;
import io.pituning.schemas.event.TaskEmbedded;
import io.pituning.workflow.Failures;
import io.pituning.workflow.KafkaRecords;
import io.pituning.workflow.StepException;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Passes on what the records that keep the contract contain, and turns every other record into a failure. */
final class VectorCheck extends ContextualProcessor<String, byte[], String, Checked> {
    /** In a Kafka record, 1 MB by default, a vector takes 4 bytes per value and per tensor, and a third more on its way to several shards. */
    private static final int MOST_VALUES = 150_000;

    /** Bytes of an expert's address in JSON: a neighborhood holds some hundred addresses at most, and all must fit into one record. */
    private static final int LONGEST_ADDRESS = 1000;
    /** Bytes of all that is kept of a task beside its vector; usually 2,000. */
    private static final int MOST_BESIDE_THE_VECTOR = 16_384;

    private static final String SMALLER_EXPERT = "Register the task with a smaller expert.";

    private static final Serializer<KnownTask> KNOWN_TASK =
            VersionedJson.of(KnownTask.class).serializer();

    private final EventCodec codec;
    private final Outgoing outgoing;

    VectorCheck(EventCodec codec) {
        this.codec = codec;
        this.outgoing = new Outgoing(codec);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.value() != null || record.key() != null) {
            context().forward(checked(record));
        }
    }

    /** Does not forward: a failure further down the stream is not this record's fault and must not be caught here. */
    private Record<String, Checked> checked(Record<String, byte[]> record) {
        Optional<Event> event = Optional.empty();
        try {
            if (record.value() == null) {
                EventCodec.requireTombstoneKey(record.key());
                return accepted(record, new Incoming.Tombstone());
            }
            TaskEmbedded embedded =
                    codec.decode(TaskEmbedded.class, record.value(), KafkaRecords.headers(record.headers()));
            event = Optional.of(embedded);
            EventCodec.requireKey(embedded, Optional.ofNullable(record.key()));
            requireInformation(embedded);
            requireSize(embedded);
            return accepted(record, new Incoming.Vector(TaskWithVector.of(embedded)));
        } catch (RuntimeException e) {
            Record<String, byte[]> failure = outgoing.record(
                    Failures.of(Step.GRAPH).failed(e, event, original(record)),
                    context().currentSystemTimeMs());
            Checked refused = new Checked.Refused(failure.value());
            return failure.withValue(refused);
        }
    }

    private static Record<String, Checked> accepted(Record<String, byte[]> record, Incoming incoming) {
        Checked accepted = new Checked.Accepted(incoming);
        return record.withValue(accepted).withHeaders(new RecordHeaders());
    }

    private static void requireInformation(TaskEmbedded event) {
        VectorFault.of(event.vector()).ifPresent(why -> {
            throw new StepException(
                    FailureCode.SCHEMA_VIOLATION,
                    "The vector of '" + event.task() + "' cannot be used: " + why + ".",
                    "Register the task with another seed, so that it gets a newly trained expert and a new vector.");
        });
    }

    /** Neither a store's changelog nor the topic to the other shards would take a larger record, and the stream would fail on it at every start. */
    private static void requireSize(TaskEmbedded event) {
        int values = event.vector().tensors().stream()
                .mapToInt(tensor -> 1 + tensor.values().size())
                .sum();
        requireAtMost(MOST_VALUES, values, event, "The vector of '%s'", "values and tensors", SMALLER_EXPERT);
        requireAtMost(
                LONGEST_ADDRESS,
                VersionedJson.bytes(event.expertArtifact().uri()),
                event,
                "The address of the expert of '%s'",
                "bytes",
                "Give the artifact store a shorter address (pi.artifacts.root) and register the task with another seed.");
        requireAtMost(
                MOST_BESIDE_THE_VECTOR,
                KNOWN_TASK.serialize("", KnownTask.of(event)).length,
                event,
                "What the record of '%s' holds beside the vector",
                "bytes",
                "Register the task with a shorter address of its data set.");
    }

    private static void requireAtMost(
            int most, int has, TaskEmbedded event, String subject, String unit, String advice) {
        if (has > most) {
            throw new StepException(
                    FailureCode.EVENT_TOO_LARGE,
                    subject.formatted(event.task()) + " is larger than the graph accepts: it has " + has + " " + unit
                            + "; at most " + most + " are allowed.",
                    advice);
        }
    }

    private Original original(Record<String, byte[]> record) {
        Optional<RecordMetadata> origin = context().recordMetadata();
        return Failures.original(
                origin.map(RecordMetadata::topic).orElse("unknown"),
                origin.map(RecordMetadata::partition).orElse(0),
                origin.map(RecordMetadata::offset).orElse(0L),
                Optional.ofNullable(record.key()),
                record.headers(),
                Optional.ofNullable(record.value()));
    }
}
